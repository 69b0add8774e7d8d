"""Fields that fee and table documents share: texts, expressions, yen, keys and refund rules."""

import re
from typing import Any

from marshmallow import ValidationError, fields, validate

from payments.money import Money
from payments.refund import CLERK_DECIDES, RefundRule
from payments.tables import LocalText

LOCALES = ("ja", "en", "ja-easy")
CONFIDENCES = ("high", "medium", "low", "unverified", "provisional")
_MAX_DEPTH = 20


class TupleField(fields.List[Any]):
    """A list in the document, a tuple in the frozen dataclass."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **settings: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **settings))


class KeyedField(fields.Dict):
    """Values by key; a problem's path is the key alone, as in every other part of a document."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **settings: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **settings)  # type: ignore[no-untyped-call]
        except ValidationError as error:
            if not isinstance(error.messages, dict):
                raise
            problems = {
                key: found.get("key") or found["value"] for key, found in error.messages.items()
            }
            raise ValidationError(problems) from None


class LocalTextField(fields.Field[LocalText]):
    """A text by locale; Japanese is required, a bare string is refused."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> LocalText:
        if not isinstance(value, dict):
            raise ValidationError("is not a text by locale")
        problems = {
            str(locale): ["unknown locale" if locale not in LOCALES else "not a text"]
            for locale, text in value.items()
            if locale not in LOCALES or not isinstance(text, str) or not text.strip()
        }
        if "ja" not in value:
            problems["ja"] = ["missing"]
        if problems:
            raise ValidationError(problems)
        return dict(value)


class ExpressionField(fields.Field[object]):
    """A JSON tree in the condition language: checked for its shape only, not for its operators."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> object:
        _check_expression(value, _MAX_DEPTH)
        return value


def _check_expression(value: object, depth: int) -> None:
    if depth == 0:
        raise ValidationError(f"nested deeper than {_MAX_DEPTH}")
    if isinstance(value, dict):
        if len(value) != 1 or not all(isinstance(arguments, list) for arguments in value.values()):
            raise ValidationError("not of the form {operator: [arguments]}")
        value = next(iter(value.values()))
    if isinstance(value, list):
        for item in value:
            _check_expression(item, depth - 1)
    elif not isinstance(value, bool | int | str | None):
        raise ValidationError("neither a scalar, a list, nor an operation")


class YenField(fields.Integer):
    """A number of whole yen, loaded as Money."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(strict=True, **settings)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        yen = self._validated(value)
        if yen < 0:
            raise ValidationError("below zero")
        return Money(yen)


class YesNoField(fields.Field[bool]):
    """true or false; neither 1 nor "yes"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("neither true nor false")
        return value


class RefundRuleField(fields.Field[RefundRule]):
    """{"percent": 0 to 100}, or the word "clerk_decides"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> RefundRule:
        if value == "clerk_decides":
            return CLERK_DECIDES
        if not isinstance(value, dict) or set(value) != {"percent"}:
            raise ValidationError('neither {"percent": ...} nor "clerk_decides"')
        if type(value["percent"]) is not int or not 0 <= value["percent"] <= 100:
            raise ValidationError({"percent": ["not a whole number from 0 to 100"]})
        return RefundRule(value["percent"])


def text(max_length: int = 500, **settings: Any) -> fields.String:
    return fields.String(validate=validate.Length(min=1, max=max_length), **settings)


def key(**settings: Any) -> fields.String:
    """Return a field for the key of a line, an adjustment, a policy or a form field."""
    return _coded(r"[a-z][a-z0-9_]{0,39}", settings)


def table_id(**settings: Any) -> fields.String:
    return _coded(r"[a-z][a-z0-9-]{0,59}", settings)


def account_code(**settings: Any) -> fields.String:
    return _coded(r"[a-z0-9][a-z0-9.-]{0,59}", settings)


def _coded(pattern: str, settings: dict[str, Any]) -> fields.String:
    return fields.String(validate=validate.Regexp(re.compile(rf"{pattern}\Z")), **settings)


def whole(minimum: int, maximum: int, **settings: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(minimum, maximum), **settings)


def confidence() -> fields.String:
    return fields.String(load_default="", validate=validate.OneOf(CONFIDENCES))
