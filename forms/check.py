"""Dead ends of a form that its schema cannot see: found before a version is published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from forms.conditions import Expression, holds, variables
from forms.context import Lookups
from forms.definition import FormDefinition
from forms.fields.choices import possible_values

#: How many combinations of choices are tried to find one that makes a condition true.
_MAX_COMBINATIONS = 20_000
_COMPARISONS = frozenset({"==", "!=", "in"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a form that cannot be meant.  `code` names it, `detail` is for the builder."""

    path: str
    code: str
    detail: str


def dead_ends(form: FormDefinition, lookups: Lookups) -> list[Finding]:
    """Everything nobody could reach, choose or agree to."""
    choices = {field.key: possible_values(field, lookups) for field in form.all_fields()}
    finite = {key: values for key, values in choices.items() if values is not None}
    findings = list(_empty_lists(form, lookups))
    for path, condition in _conditions(form):
        for name, value in _compared(condition):
            if name in finite and value is not None and value not in finite[name]:
                findings.append(Finding(path, "unknown_choice", f"{name} is never {value!r}"))
        if not _can_hold(condition, _domains(form, finite)):
            findings.append(Finding(path, "never_true", "no answers make this condition true"))
    return findings


def _empty_lists(form: FormDefinition, lookups: Lookups) -> Iterator[Finding]:
    for field in form.all_fields():
        name = field.settings.get("list")
        if name is not None and not lookups.choices(name):
            yield Finding(field.key, "empty_list", f"the list {name} has no choices")


def _conditions(form: FormDefinition) -> Iterator[tuple[str, Expression]]:
    for section in form.sections:
        if section.visible_if is not None:
            yield f"{section.key}.visible_if", section.visible_if
    for field in form.all_fields():
        if field.visible_if is not None:
            yield f"{field.key}.visible_if", field.visible_if
        if field.required_if is not None:
            yield f"{field.key}.required_if", field.required_if


def _compared(expression: Expression) -> Iterator[tuple[str, Any]]:
    """Every name that is compared with a literal, with that literal."""
    if isinstance(expression, list):
        for each in expression:
            yield from _compared(each)
    elif isinstance(expression, dict):
        for name, arguments in expression.items():
            if name in _COMPARISONS:
                yield from _literals(*arguments)
            yield from _compared(arguments)


def _literals(left: Expression, right: Expression) -> Iterator[tuple[str, Any]]:
    """`left == right` and `left in right` with a name on one side and literals on the other."""
    for name, literals in ((_name(left), right), (_name(right), left)):
        if name is not None:
            for literal in literals if isinstance(literals, list) else [literals]:
                if not isinstance(literal, dict):
                    yield name, literal


def _name(expression: Expression) -> str | None:
    if isinstance(expression, dict) and expression.keys() == {"var"}:
        return str(expression["var"][0])
    return None


def _domains(
    form: FormDefinition, finite: Mapping[str, Sequence[str]]
) -> Mapping[str, Sequence[Any]]:
    """Every value that a field with few values can have; None is no answer."""
    domains: dict[str, Sequence[Any]] = {}
    for field in form.fields():
        if field.type in {"radio", "select"}:
            domains[field.key] = [None, *finite[field.key]]
        elif field.type == "checkbox":
            domains[field.key] = [None, False, True]
    return domains


def _can_hold(condition: Expression, domains: Mapping[str, Sequence[Any]]) -> bool:
    """Whether some answers make a condition true; one that reads free answers is believed."""
    names = sorted(variables(condition))
    if not all(name in domains for name in names):
        return True
    size = 1
    for name in names:
        size *= len(domains[name])
    return size > _MAX_COMBINATIONS or any(
        holds(condition, dict(zip(names, values, strict=True)))
        for values in product(*(domains[name] for name in names))
    )
