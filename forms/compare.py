"""What changed between two revisions of the answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from forms.definition import Field, FormDefinition
from forms.text import LocalText
from forms.values import Value, Values


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is another now; None where there was or is none."""

    path: str
    label: LocalText
    before: Value
    after: Value


def differences(form: FormDefinition, before: Values, after: Values) -> list[Difference]:
    """Every answer that differs, in the order of the form; rows are compared by their place."""
    return [
        difference
        for field in form.fields()
        for difference in _between(field, field.key, before.get(field.key), after.get(field.key))
    ]


def _between(field: Field, path: str, before: Value, after: Value) -> Iterator[Difference]:
    if before == after:
        return
    if not field.fields:
        yield Difference(path, field.label, before, after)
        return
    nothing: Mapping[str, Value] = {}
    pairs = zip_longest(_rows(before), _rows(after), fillvalue=nothing)
    for index, (old, new) in enumerate(pairs):
        for child in field.fields:
            below = f"{path}.{index}.{child.key}"
            yield from _between(child, below, old.get(child.key), new.get(child.key))


def _rows(value: Value) -> Sequence[Mapping[str, Value]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, Mapping)]
