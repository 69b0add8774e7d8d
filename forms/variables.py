"""The names under which conditions find the answers of a form."""

from collections.abc import Iterable, Iterator

from forms.conditions import Variables
from forms.definition import Field, FormDefinition
from forms.fields import Shape, field_type

#: What every bookable place has, beside its own facts.
_FACTS_OF_PLACES = frozenset({"id", "date", "label", "slot", "hours"})
_FACTS_OF_FILES = frozenset({"id", "name", "media_type", "size", "sha256"})


def form_variables(form: FormDefinition) -> Variables:
    """The names of all answers of a form, for fees and routing: nothing computed is stored."""
    return variables_of(each for each in form.fields() if field_type(each.type).has_answer)


def variables_of(fields: Iterable[Field]) -> Variables:
    """The names that conditions of the form itself find after these fields."""
    asked = list(fields)
    return Variables(
        names=frozenset(name for field in asked for name in _names(field)),
        rows={
            field.key: _row_names(field)
            for field in asked
            if field_type(field.type).value_shape is Shape.ROWS
        },
    )


def _names(field: Field) -> Iterator[str]:
    kind = field_type(field.type)
    if kind.parts:
        yield from (f"{field.key}.{part}" for part in kind.parts)
    elif kind.has_answer or field.settings.get("expression") is not None:
        yield field.key
    if field.settings.get("other"):
        yield f"{field.key}.other"


def _row_names(field: Field) -> frozenset[str]:
    if field.type == "appointment":
        return _FACTS_OF_PLACES
    if field.type == "file":
        return _FACTS_OF_FILES
    return frozenset(name for child in field.fields for name in _names(child))
