"""Roles say what an answer is about, so that nothing outside the form needs to know its keys."""

from collections.abc import Iterator, Mapping
from itertools import product

from forms.definition import Field, FormDefinition
from forms.values import Value, Values

_PERSONS = ("applicant", "signer", "agent", "beneficiary")
_FACTS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"name", "text"}),
    "kana": frozenset({"kana"}),
    "birth_date": frozenset({"date"}),
    "sex": frozenset({"radio", "select"}),
    "address": frozenset({"address"}),
    "phone": frozenset({"tel"}),
    "email": frozenset({"email"}),
    "number": frozenset({"text"}),
}
_CORPORATE: Mapping[str, frozenset[str]] = {
    "name": frozenset({"text", "name"}),
    "kana": frozenset({"kana"}),
    "address": frozenset({"address"}),
    "phone": frozenset({"tel"}),
    "email": frozenset({"email"}),
    "number": frozenset({"corporate_number"}),
    "representative": frozenset({"name", "text"}),
}

#: Role → the types of field that can have it.
ROLES: Mapping[str, frozenset[str]] = {
    f"{person}.{fact}": types for person, (fact, types) in product(_PERSONS, _FACTS.items())
} | {f"corporation.{fact}": types for fact, types in _CORPORATE.items()}


def role_values(form: FormDefinition, values: Values) -> dict[str, list[str]]:
    """Every answer that has a role, as text; of rows, one for each row."""
    found: dict[str, list[str]] = {}
    for field in form.fields():
        for role, value in _with_role(field, values.get(field.key)):
            found.setdefault(role, []).append(as_line(value))
    return found


def as_line(value: Value) -> str:
    """An answer in one line: the parts of an address in their order, without its postal code."""
    if isinstance(value, Mapping):
        return "".join(str(text) for part, text in value.items() if part != "postal_code")
    return str(value)


def _with_role(field: Field, value: Value) -> Iterator[tuple[str, Value]]:
    if value is None:
        return
    if field.role is not None:
        yield field.role, value
    rows = value if field.fields and isinstance(value, list) else []
    for row, child in product(rows, field.fields):
        yield from _with_role(child, row.get(child.key))
