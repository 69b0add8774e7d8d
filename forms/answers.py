"""From what was typed to answers: reading a posted page, and judging a whole form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from forms.conditions import holds
from forms.context import Choice, Context, Lookups, Town
from forms.definition import Field, FormDefinition
from forms.fields import field_type
from forms.fields.block import Block
from forms.problems import Problem
from forms.values import Typed, Value

__all__ = [
    "Choice",
    "Context",
    "Evaluation",
    "Lookups",
    "Problem",
    "Town",
    "Typed",
    "evaluate_form",
    "read_page",
]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that follows from a draft: its answers, and everything wrong with it at once.

    `values` holds neither hidden nor refused answers.  `visible` are the paths of fields,
    `sections` the keys of pages with anything on them.
    """

    values: Mapping[str, Value]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    visible: frozenset[str]
    sections: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.problems


def read_page(
    section_fields: Iterable[Field], form_data: Mapping[str, Sequence[str]]
) -> dict[str, Typed]:
    """What was typed on one page, by field.

    Fields that the page had no input for are not in it, so that a draft keeps what it has;
    nor are files, which are uploaded apart, nor what nobody may type into.
    """
    typed = {
        field.key: field_type(field.type).read(field, form_data)
        for field in section_fields
        if not field.read_only
    }
    return {key: value for key, value in typed.items() if value is not None}


def evaluate_form(form: FormDefinition, typed: Mapping[str, Typed], context: Context) -> Evaluation:
    """Judge a draft on the day of `context`.  What is hidden steers no condition."""
    block = Block()
    sections = []
    for section in form.sections:
        if section.visible_if is None or holds(section.visible_if, block.known):
            block.judge(section.fields, typed, context)
            if any(field.key in block.visible for field in section.fields):
                sections.append(section.key)
    return Evaluation(
        values=block.values,
        problems=tuple(block.problems),
        warnings=tuple(block.warnings),
        visible=frozenset(block.visible),
        sections=tuple(sections),
    )
