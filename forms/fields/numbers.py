"""Whole numbers and amounts of money."""

import re
from collections.abc import Iterable
from typing import Any

import marshmallow as ma

from forms.characters import fold_number, trimmed, without
from forms.conditions import RuleError, evaluate
from forms.context import Context, Lookups
from forms.definition import Field
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Hints,
    Shape,
    Shown,
    as_text,
    refused,
    register,
)
from forms.official_numbers import contains_my_number
from forms.operators import MAX_INT
from forms.text import LocalTextField
from forms.values import Typed, Value

_WHOLE = re.compile("[+-]?[0-9]{1,16}")
_FRACTION = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_LOOKUP = "lookup:"


class NumberSettings(ma.Schema):
    min = ma.fields.Integer(strict=True, load_default=0)
    max = ma.fields.Integer(strict=True, load_default=MAX_INT)
    #: An expression, or `lookup:` and the path of a number that the municipality knows.
    max_from = ma.fields.Raw(load_default=None)
    unit = LocalTextField(load_default=None)

    @ma.validates_schema
    def bounds_are_in_order(self, data: dict[str, Any], **_: Any) -> None:
        if not -MAX_INT <= data.get("min", 0) <= data.get("max", MAX_INT) <= MAX_INT:
            raise ma.ValidationError("min must not exceed max, nor either 2^53-1", "max")


@register("integer")
class IntegerType(FieldType):
    """A whole number."""

    value_shape = Shape.INTEGER
    settings_schema = NumberSettings
    hint = Hints("numeric", width="10")
    ignored = ", ，、"

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        text = without(fold_number(trimmed(as_text(typed))), self.ignored)
        if contains_my_number(text):
            return refused("my_number")
        if _FRACTION.fullmatch(text):
            return refused("number_whole")
        if not _WHOLE.fullmatch(text) or abs(int(text)) > MAX_INT:
            return refused("number_format")
        number = int(text)
        problems = tuple(_out_of_bounds(definition, number, context))
        return Coerced(None if problems else number, problems)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        unit = definition.settings.get("unit")
        return Shown(f"{value:,}{unit.plain(locale) if unit else ''}")


@register("money")
class MoneyType(IntegerType):
    """An amount in whole yen."""

    ignored = ", ，、\\¥￥円"

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        return Shown(f"{value:,} yen" if locale == "en" else f"{value:,}円")


def _out_of_bounds(definition: Field, number: int, context: Context) -> Iterable[FieldProblem]:
    smallest = definition.settings["min"]
    largest = _largest(definition, context)
    if number < smallest:
        yield FieldProblem("too_small", {"min": smallest})
    elif number > largest:
        yield FieldProblem("too_large", {"max": largest})


def _largest(definition: Field, context: Context) -> int:
    """The upper bound; one that cannot be computed yet does not narrow it."""
    fixed: int = definition.settings["max"]
    source = definition.settings["max_from"]
    if source is None:
        return fixed
    computed = _computed_bound(source, context)
    return fixed if computed is None else min(fixed, computed)


def _computed_bound(source: Any, context: Context) -> int | None:
    if isinstance(source, str) and source.startswith(_LOOKUP):
        return context.lookups.number(source.removeprefix(_LOOKUP), context.values)
    try:
        bound = evaluate(source, context.values)
    except RuleError:
        return None
    return bound if isinstance(bound, int) and not isinstance(bound, bool) else None
