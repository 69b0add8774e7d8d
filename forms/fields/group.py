"""Rows of the same questions, such as the items of an order or the children of a family."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import marshmallow as ma

from forms.context import Context, Lookups
from forms.definition import Field
from forms.fields.block import Block
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Inputs,
    Shape,
    Shown,
    ShownItem,
    field_type,
    register,
)
from forms.values import Typed, Value


class GroupSettings(ma.Schema):
    min = ma.fields.Integer(strict=True, load_default=0, validate=ma.validate.Range(0, 100))
    max = ma.fields.Integer(strict=True, load_default=20, validate=ma.validate.Range(1, 100))

    @ma.validates_schema
    def bounds_are_in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("min", 0) > data.get("max", 100):
            raise ma.ValidationError("min must not exceed max", "max")


@register("group")
class GroupType(FieldType):
    """Rows, of which those without anything typed in them do not count."""

    value_shape = Shape.ROWS
    settings_schema = GroupSettings
    required_code = "required_rows"

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        """The rows of a page by their numbers; none at all only if an input `key` is there."""
        rows = [
            {
                child.key: typed
                for child in definition.fields
                if (typed := field_type(child.type).read(child, row)) is not None
            }
            for row in _rows_of_inputs(definition.key, inputs)
        ]
        return rows if rows or definition.key in inputs else None

    def is_empty(self, typed: Typed) -> bool:
        return not isinstance(typed, list) or super().is_empty(typed)

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        rows: list[tuple[int, Block]] = []
        for index, row in enumerate(typed if isinstance(typed, list) else []):
            if isinstance(row, dict) and not _is_blank(definition, row):
                block = Block(known=dict(context.values))
                block.judge(definition.fields, row, context)
                rows.append((index, block))
        return _joined(rows, _wrong_count(definition.settings, len(rows)))

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        shown = tuple(
            tuple(_shown_row(definition, index, row, locale, lookups))
            for index, row in enumerate(rows)
        )
        lines = tuple(
            " / ".join(f"{item.label.plain(locale)}: {item.shown.text}" for item in row)
            for row in shown
        )
        return replace(Shown.of_lines(lines), rows=shown)

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        """All rows in one text: `key=value; key=value`, a line for each row."""
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        return ("\n".join("; ".join(_exported(definition, row)) for row in rows),)


def _is_blank(definition: Field, row: Mapping[str, Typed]) -> bool:
    return all(
        field_type(child.type).is_empty(row.get(child.key, "")) for child in definition.fields
    )


def _rows_of_inputs(key: str, inputs: Inputs) -> list[Inputs]:
    rows: dict[int, dict[str, Sequence[str]]] = {}
    pattern = re.compile(rf"{re.escape(key)}\.([0-9]{{1,3}})\.(.+)")
    for name, values in inputs.items():
        if found := pattern.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = values
    return [rows[number] for number in sorted(rows)]


def _wrong_count(settings: Mapping[str, Any], count: int) -> tuple[FieldProblem, ...]:
    if count < settings["min"]:
        return (FieldProblem("too_few_rows", {"min": settings["min"]}),)
    if count > settings["max"]:
        return (FieldProblem("too_many_rows", {"max": settings["max"]}),)
    return ()


def _joined(rows: list[tuple[int, Block]], problems: tuple[FieldProblem, ...]) -> Coerced:
    def below(index: int, name: str) -> str:
        return f"{index}.{name}"

    return Coerced(
        value=[block.values for _, block in rows],
        problems=problems
        + tuple(
            FieldProblem(each.code, each.params, below(index, each.path), each.field_label)
            for index, block in rows
            for each in block.problems
        ),
        warnings=tuple(
            FieldProblem(each.code, each.params, below(index, each.path), each.field_label)
            for index, block in rows
            for each in block.warnings
        ),
        seen=frozenset(below(index, path) for index, block in rows for path in block.visible),
    )


def _shown_row(
    definition: Field, index: int, row: Mapping[str, Value], locale: str, lookups: Lookups
) -> Iterator[ShownItem]:
    for child in definition.fields:
        if row.get(child.key) is not None:
            shown = field_type(child.type).display(child, row[child.key], locale, lookups)
            yield ShownItem(f"{definition.key}.{index}.{child.key}", child.label, shown)


def _exported(definition: Field, row: Mapping[str, Value]) -> Iterator[str]:
    for child in definition.fields:
        kind = field_type(child.type)
        texts = kind.export(child, row.get(child.key))
        yield from (
            f"{column}={text}"
            for column, text in zip(kind.export_columns(child), texts, strict=True)
        )
