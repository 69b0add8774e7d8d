"""The numbers a fee is counted by, and answers with a clerk's numbers in their place.

A clerk's number stands beside the answer, never in it: the answers as filed stay as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.procedures.definition import ProcedureDefinition
from forms.conditions import variables
from forms.definition import Field
from forms.text import LocalText
from forms.values import Value, Values


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the answers that the fee depends on; `row` counts from one."""

    path: str  #: `copies`, or `items.0.cert_copies` in a row
    label: LocalText
    row: int | None
    answered: int


def quantities_of(definition: ProcedureDefinition, values: Values) -> tuple[Quantity, ...]:
    """Return every whole number of the answers that an expression of the fee reads."""
    counted = frozenset(
        name for _, expression, _ in definition.fee.expressions() for name in variables(expression)
    )
    return tuple(
        found for field in definition.form.fields() for found in _in(field, values, counted)
    )


def _in(field: Field, values: Values, counted: frozenset[str]) -> Iterator[Quantity]:
    value = values.get(field.key)
    if field.key in counted and type(value) is int:
        yield Quantity(field.key, field.label, None, value)
    if not field.fields or not isinstance(value, list):
        return
    for index, row in enumerate(value):
        for child in field.fields:
            number = row.get(child.key)
            if child.key in counted and type(number) is int:
                yield Quantity(f"{field.key}.{index}.{child.key}", child.label, index + 1, number)


def replaced(values: Values, numbers: Mapping[str, int]) -> Values:
    """Return the answers with other numbers at some paths."""
    changed: dict[str, Value] = dict(values)
    for path, number in numbers.items():
        key, _, below = path.partition(".")
        changed[key] = _replaced_in_row(changed[key], below, number) if below else number
    return changed


def _replaced_in_row(rows: Value, below: str, number: int) -> Value:
    index, _, child = below.partition(".")
    if not isinstance(rows, list):
        raise TypeError(f"{below}: these answers have no rows")
    return [
        {**row, child: number} if place == int(index) and isinstance(row, Mapping) else row
        for place, row in enumerate(rows)
    ]
