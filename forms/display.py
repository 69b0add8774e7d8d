"""Answers in words: for the review page, for clerks, and for what a person signs."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.conditions import RuleError, evaluate
from forms.context import Lookups
from forms.definition import Field, FormDefinition, Section
from forms.fields import Shown, ShownItem, field_type
from forms.text import LocalText
from forms.values import Value, Values


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A page with its answers; questions without an answer are left out."""

    key: str
    title: LocalText
    items: tuple[ShownItem, ...]


def display(field: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
    """One answer; empty for none."""
    if value is None:
        return Shown("")
    return field_type(field.type).display(field, value, locale, lookups)


def show_answers(
    form: FormDefinition, values: Values, locale: str, lookups: Lookups
) -> list[ShownSection]:
    """All answers, page by page.  Pages without any are left out."""
    shown = (
        ShownSection(section.key, section.title, tuple(_items(section, values, locale, lookups)))
        for section in form.sections
    )
    return [section for section in shown if section.items]


def _items(section: Section, values: Values, locale: str, lookups: Lookups) -> Iterator[ShownItem]:
    for field in section.fields:
        value = _computed(field, values) if field.type == "computed" else values.get(field.key)
        if value is not None:
            yield ShownItem(field.key, field.label, display(field, value, locale, lookups))


def _computed(field: Field, values: Values) -> Value:
    """What a computed field comes to; nothing where an answer it needs is missing."""
    try:
        result: Value = evaluate(field.settings["expression"], values)
    except RuleError:
        return None
    return result
