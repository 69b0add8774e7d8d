"""The strict schema of procedure definitions: a document in, a definition out, or every problem."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from app.accounts.permissions import RANKS
from app.procedures.checks import inner_problems
from app.procedures.definition import (
    FORMAT,
    Appeal,
    Arrival,
    Clock,
    ClockUnit,
    Confidence,
    ContactCode,
    Delivery,
    DeliveryMethod,
    Group,
    GroupReason,
    Handling,
    Identity,
    IdentityMatch,
    IdentityMeans,
    Kind,
    Law,
    LawLevel,
    ProceduralLaw,
    ProcedureDefinition,
    Reception,
)
from forms.roles import ROLES
from forms.schema import FormDefinitionSchema, problems_by_path
from forms.text import LocalTextField
from payments.fee_schema import FeeScheduleSchema
from payments.schema_fields import TupleField, YesNoField

_CODE = validate.Regexp(re.compile(r"[a-z][a-z0-9_-]{0,59}\Z"))
_KEY = validate.Regexp(re.compile(r"[a-z][a-z0-9_]{0,39}\Z"))
_PATH = validate.Regexp(re.compile(r"[a-z_]+(\.[a-z_]+)*\Z"))
_PAUSES = validate.OneOf(("returned", "awaiting_fee"))


class InvalidDefinition(Exception):
    """A document that is no procedure definition.  `problems` are all of them, by path."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(f"{path}: {', '.join(told)}" for path, told in problems.items()))
        self.problems = problems


def _choice(enum: type[Enum], **settings: Any) -> fields.Enum[Any]:
    return fields.Enum(enum, by_value=True, **settings)


def _confidence() -> fields.Enum[Any]:
    return _choice(Confidence, required=True)


def _text(**settings: Any) -> fields.String:
    return fields.String(validate=validate.Length(min=1, max=500), **settings)


def _code(**settings: Any) -> fields.String:
    return fields.String(validate=_CODE, **settings)


def _role(**settings: Any) -> fields.String:
    return fields.String(validate=validate.OneOf(tuple(ROLES)), **settings)


def _rank() -> fields.String:
    return fields.String(required=True, validate=validate.OneOf(RANKS))


def _yes_no() -> YesNoField:
    return YesNoField(required=True)


def _whole(minimum: int, maximum: int, **settings: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(minimum, maximum), **settings)


class LawSchema(Schema):
    basis = LocalTextField(required=True)
    level = _choice(LawLevel, required=True)
    procedural_law = _choice(ProceduralLaw, required=True)
    is_disposition = _yes_no()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Law:
        return Law(**data)


class AppealSchema(Schema):
    body = LocalTextField(required=True)
    review_within_months = _whole(1, 60, required=True)
    suit_within_months = _whole(1, 60, required=True)
    prior_review = _yes_no()
    source = _text(required=True)
    confidence = _confidence()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Appeal:
        return Appeal(**data)


class ClockSchema(Schema):
    days = _whole(0, 365, required=True)
    unit = _choice(ClockUnit, required=True)
    exclude_first_day = _yes_no()
    pauses_in = TupleField(fields.String(validate=_PAUSES), required=True)
    statutory = _yes_no()
    extension_notice = _yes_no()
    basis = _text(required=True)
    source = _text(required=True)
    confidence = _confidence()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Clock:
        return Clock(**data)


class ReceptionSchema(Schema):
    cancel_until_days = _whole(0, 365, required=True)
    cancel_until_days_over_sunday = _whole(0, 365, required=True)
    note = LocalTextField(required=True)
    source = _text(required=True)
    confidence = _confidence()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Reception:
        return Reception(**data)


class IdentityMatchSchema(Schema):
    name = _role(required=True)
    birth_date = _role(load_default=None)
    address = _role(load_default=None)
    when = fields.Raw(load_default=None)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> IdentityMatch:
        return IdentityMatch(**data)


class IdentitySchema(Schema):
    requires = _choice(IdentityMeans, required=True)
    accepts = TupleField(_code(), required=True)
    contact_code = _choice(ContactCode, required=True)
    sign_corrections = _yes_no()
    alternatives = LocalTextField(required=True)
    match = fields.Nested(IdentityMatchSchema, load_default=None)
    match_otherwise = fields.Nested(IdentityMatchSchema, load_default=None)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Identity:
        return Identity(**data)


class HandlingSchema(Schema):
    approval_steps = _whole(0, 2, required=True)
    proposer = _rank()
    decider = _rank()
    checklist = TupleField(LocalTextField(), required=True)
    retention_years = _whole(1, 100, required=True)
    correction_days = _whole(1, 365, required=True)
    fee_due_days = _whole(1, 365, required=True)
    unused_after_days = _whole(1, 365, load_default=None)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Handling:
        return Handling(**data)


class DeliverySchema(Schema):
    what = LocalTextField(required=True)
    method = _choice(DeliveryMethod, load_default=None)
    method_from = fields.String(validate=_KEY, load_default=None)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Delivery:
        return Delivery(**data)


class ProcedureDefinitionSchema(Schema):
    """What the builder saves and a published version stores.  Unknown keys are refused."""

    format = fields.Integer(strict=True, required=True, validate=validate.Equal(FORMAT))
    id = _code(required=True)
    name = LocalTextField(required=True)
    summary = LocalTextField(required=True)
    category = _code(required=True)
    life_events = TupleField(_code(), required=True)
    programmes = TupleField(_code(), load_default=())
    department = _code(required=True)
    group = _choice(Group, required=True)
    group_reason = _choice(GroupReason, load_default=None)
    group_reason_confidence = _choice(Confidence, load_default=None)
    kind = _choice(Kind, required=True)
    kind_name = LocalTextField(required=True)
    arrival = _choice(Arrival, required=True)
    who = LocalTextField(load_default=None)
    deliverable = LocalTextField(required=True)
    my_number_note = LocalTextField(load_default=None)
    law = fields.Nested(LawSchema, required=True)
    appeal = fields.Nested(AppealSchema, load_default=None)
    clock = fields.Nested(ClockSchema, required=True)
    reception = fields.Nested(ReceptionSchema, load_default=None)
    identity = fields.Nested(IdentitySchema, required=True)
    form = fields.Nested(FormDefinitionSchema, required=True)
    fee = fields.Nested(FeeScheduleSchema, required=True)
    handling = fields.Nested(HandlingSchema, required=True)
    delivery = fields.Nested(DeliverySchema, required=True)
    provisional = TupleField(fields.String(validate=_PATH), load_default=())
    sources = TupleField(_text(), required=True, validate=validate.Length(min=1))
    confidence = _confidence()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> ProcedureDefinition:
        return ProcedureDefinition(**data)


def load_definition(document: Mapping[str, Any]) -> ProcedureDefinition:
    """Read a document.  Raises InvalidDefinition with every problem and its path.

    What it says about the municipality is judged by `checks.catalogue_problems`.
    """
    try:
        definition: ProcedureDefinition = ProcedureDefinitionSchema().load(document)
    except ValidationError as error:
        raise InvalidDefinition(problems_by_path(error.messages)) from None
    problems: dict[str, list[str]] = {}
    for problem in inner_problems(definition):
        problems.setdefault(problem.path, []).append(problem.text)
    if problems:
        raise InvalidDefinition(problems)
    return definition
