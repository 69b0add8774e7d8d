"""What definitions refer to: departments, categories, revenue accounts and reference lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from app.procedures.definition import Confidence
from forms.text import LocalText, LocalTextField
from payments.schema_fields import account_code
from payments.taxes import TaxClass

_CODE = validate.Regexp(re.compile(r"[a-z][a-z0-9_-]{0,59}\Z"))
_VALUE = validate.Regexp(re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}\Z"))
_MAX_FACT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Coded:
    """A code and what people call it: a department, a category, a life event."""

    code: str
    name: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueAccountEntry:
    """Where income is booked.  Source: 地方自治法216条 (会計, 款, 項, 目, 節, 細節)."""

    code: str
    name: LocalText
    fund: str  #: 会計
    part: str  #: 款
    title: str  #: 項
    item: str  #: 目
    section: str  #: 節
    detail: str  #: 細節
    tax: TaxClass
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEntry:
    """One choice of a reference list, with facts that forms and fees may read."""

    value: str
    label: LocalText
    facts: Mapping[str, int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """Choices that change without a new version of a procedure."""

    name: str
    title: LocalText
    choices: tuple[ReferenceEntry, ...]

    def values(self) -> tuple[str, ...]:
        return tuple(choice.value for choice in self.choices)


class FactField(fields.Field[int | str]):
    """A whole number or a short text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int | str:
        if type(value) is int:
            return value
        if isinstance(value, str) and 0 < len(value) <= _MAX_FACT_LENGTH:
            return value
        raise ValidationError("neither a whole number nor a short text")


class CodedSchema(Schema):
    code = fields.String(required=True, validate=_CODE)
    name = LocalTextField(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Coded:
        return Coded(**data)


def _name_of_account() -> fields.String:
    return fields.String(required=True, validate=validate.Length(min=1, max=80))


class RevenueAccountSchema(Schema):
    code = account_code(required=True)
    name = LocalTextField(required=True)
    fund = _name_of_account()
    part = _name_of_account()
    title = _name_of_account()
    item = _name_of_account()
    section = _name_of_account()
    detail = _name_of_account()
    tax = fields.Enum(TaxClass, by_value=True, required=True)
    confidence = fields.Enum(Confidence, by_value=True, required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> RevenueAccountEntry:
        return RevenueAccountEntry(**data)


class ReferenceEntrySchema(Schema):
    value = fields.String(required=True, validate=_VALUE)
    label = LocalTextField(required=True)
    facts = fields.Dict(keys=fields.String(validate=_CODE), values=FactField(), load_default=dict)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> ReferenceEntry:
        return ReferenceEntry(**data)


class ReferenceListSchema(Schema):
    name = fields.String(required=True, validate=_CODE)
    title = LocalTextField(required=True)
    choices = fields.List(
        fields.Nested(ReferenceEntrySchema), required=True, validate=validate.Length(min=1)
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> ReferenceList:
        values = [choice.value for choice in data["choices"]]
        if len(values) != len(set(values)):
            raise ValidationError("a value is there twice", "choices")
        return ReferenceList(**data | {"choices": tuple(data["choices"])})
