"""The way back from answers to what somebody would have typed to give them."""

from collections.abc import Mapping

from forms.definition import FormDefinition
from forms.values import Typed, Value, Values


def retyped(form: FormDefinition, values: Values) -> dict[str, Typed]:
    """Return a draft that comes to the same answers when it is judged again.

    Every type of field reads its own answer as it is stored, so the shape of the answer says all.
    """
    return {
        field.key: _typed(values[field.key])
        for field in form.fields()
        if values.get(field.key) is not None
    }


def _typed(value: Value) -> Typed:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Mapping):
        return _parts(value)
    if isinstance(value, list):
        rows = [_parts(each) for each in value if isinstance(each, Mapping)]
        return rows or [str(each) for each in value]
    return str(value)


def _parts(value: Mapping[str, Value]) -> dict[str, Typed]:
    return {name: _typed(each) for name, each in value.items()}
