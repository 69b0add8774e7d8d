"""A form as data: sections, which become pages, and their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from forms.conditions import Expression
from forms.text import LocalText

#: The source of answers that the form itself gives: `fixed.new` is always `new`.
FIXED = "fixed."


class Sensitivity(StrEnum):
    """How carefully an answer is treated beyond the rule that every answer is encrypted."""

    SPECIAL_CARE = "special_care"  #: 要配慮個人情報, 個人情報の保護に関する法律2条3項
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question, or a text between questions.

    `visible_if` and `required_if` are conditions; None stands for "always" and "never".
    """

    key: str
    type: str
    label: LocalText
    help: LocalText | None = None
    required: bool = False
    visible_if: Expression = None
    required_if: Expression = None
    role: str | None = None
    prefill: str | None = None
    index: bool = False
    sensitivity: Sensitivity | None = None
    read_only: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple["Field", ...] = ()  #: what each row of a group asks

    @property
    def fixed_answer(self) -> str | None:
        """What is always answered, whatever was typed; None if that is up to the person."""
        if self.prefill is None or not self.prefill.startswith(FIXED):
            return None
        return self.prefill.removeprefix(FIXED)

    def child(self, key: str) -> "Field":
        """Raises KeyError if the rows ask nothing of that name."""
        return _by_key(self.fields, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page of the form."""

    key: str
    title: LocalText
    fields: tuple[Field, ...]
    help: LocalText | None = None
    visible_if: Expression = None


@dataclass(frozen=True, slots=True)
class FormDefinition:
    sections: tuple[Section, ...]

    def fields(self) -> Iterator[Field]:
        """Every field but those inside rows, in the order they are asked."""
        for section in self.sections:
            yield from section.fields

    def all_fields(self) -> Iterator[Field]:
        """Every field; those of rows follow their group."""
        for each in self.fields():
            yield each
            yield from each.fields

    def field(self, key: str) -> Field:
        """Raises KeyError if there is none of that name outside rows."""
        return _by_key(tuple(self.fields()), key)

    def section(self, key: str) -> Section:
        """Raises KeyError if there is none of that name."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)


def _by_key(fields: tuple[Field, ...], key: str) -> Field:
    for each in fields:
        if each.key == key:
            return each
    raise KeyError(key)
