"""The strict schema of a fee schedule: JSON in, FeeSchedule out, every problem with its path."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from payments import schema_fields as parts
from payments.fee_checks import schedule_problems
from payments.fees import (
    Adjustment,
    FeeLine,
    FeeSchedule,
    FeeTiming,
    PostageRule,
    PriceReference,
    Rounding,
    RoundingMode,
)
from payments.methods import PaymentMethod
from payments.refund import CancellationStep, Occasion, RefundPolicy
from payments.taxes import TaxClass


def _by_value(enum: type[Any], **settings: Any) -> fields.Enum[Any]:
    return fields.Enum(enum, by_value=fields.String(), **settings)


class PriceReferenceSchema(Schema):
    table = parts.table_id(required=True)
    row = parts.ExpressionField(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> PriceReference:
        return PriceReference(**data)


class FeeLineSchema(Schema):
    key = parts.key(required=True)
    label = parts.LocalTextField(required=True)
    for_each = parts.key(load_default=None, allow_none=True)
    when = parts.ExpressionField(load_default=None, allow_none=True)
    unit_price = fields.Nested(PriceReferenceSchema, required=True)
    quantity = parts.ExpressionField(load_default=1)
    account = parts.account_code(required=True)
    tax = _by_value(TaxClass, required=True)
    refund = parts.key(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> FeeLine:
        return FeeLine(**data)


class AdjustmentSchema(Schema):
    key = parts.key(required=True)
    label = parts.LocalTextField(required=True)
    of = parts.TupleField(parts.key(), required=True, validate=validate.Length(min=1))
    percent = parts.whole(-100, 1000, required=True)
    when = parts.ExpressionField(required=True)
    clause = parts.text(load_default="")
    needs_decision = parts.YesNoField(load_default=False)
    exclusive_with = parts.TupleField(parts.key(), load_default=())

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Adjustment:
        return Adjustment(**data)


class PostageRuleSchema(Schema):
    when = parts.ExpressionField(load_default=True)
    table = parts.table_id(required=True)
    items = parts.ExpressionField(required=True)
    express = parts.ExpressionField(load_default=False)
    account = parts.account_code(required=True)
    tax = _by_value(TaxClass, required=True)
    label = parts.LocalTextField(required=True)
    refund = parts.key(load_default=None, allow_none=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> PostageRule:
        return PostageRule(**data)


class RoundingSchema(Schema):
    unit_yen = parts.whole(1, 1000, load_default=1)
    mode = _by_value(RoundingMode, load_default=RoundingMode.FLOOR)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Rounding:
        return Rounding(**data)


class CancellationStepSchema(Schema):
    days_before = parts.whole(0, 3650, required=True)
    percent = parts.whole(0, 100, required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> CancellationStep:
        return CancellationStep(**data)


class RefundPolicySchema(Schema):
    withdrawn_before_review = parts.RefundRuleField(required=True)
    withdrawn_after_review = parts.RefundRuleField(required=True)
    refused = parts.RefundRuleField(required=True)
    cancelled = parts.TupleField(fields.Nested(CancellationStepSchema), load_default=())
    citys_fault = parts.RefundRuleField(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> RefundPolicy:
        steps = data.pop("cancelled")
        return RefundPolicy({Occasion(name): rule for name, rule in data.items()}, steps)


class FeeScheduleSchema(Schema):
    """The part "fee" of a procedure's definition.  Unknown keys are refused."""

    timing = _by_value(FeeTiming, required=True)
    methods = parts.TupleField(_by_value(PaymentMethod), load_default=())
    note = parts.LocalTextField(load_default={})
    confidence = parts.confidence()
    free_if = parts.ExpressionField(load_default=None, allow_none=True)
    lines = parts.TupleField(fields.Nested(FeeLineSchema), load_default=())
    adjustments = parts.TupleField(fields.Nested(AdjustmentSchema), load_default=())
    postage = fields.Nested(PostageRuleSchema, load_default=None, allow_none=True)
    rounding = fields.Nested(RoundingSchema, load_default=Rounding())
    refunds = parts.KeyedField(
        keys=parts.key(), values=fields.Nested(RefundPolicySchema), load_default={}
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> FeeSchedule:
        schedule = FeeSchedule(**data)
        problems = schedule_problems(schedule)
        if problems:
            raise ValidationError(problems)
        return schedule
