"""One page of a form as its templates see it: each field with what was typed and what is wrong."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.answers import Evaluation
from forms.conditions import RuleError, evaluate, holds, variables
from forms.context import Choice, Lookups, Town
from forms.definition import Field, Section
from forms.fields import field_type
from forms.fields.choices import choices_of
from forms.problems import Problem
from forms.text import LocalText
from forms.values import Typed

ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Place:
    """A bookable place that is still open, or the one already chosen."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class OpenDay:
    day: date
    places: Sequence[Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything a page of a form needs to be shown.

    `problems` are those to be shown: none before the first attempt to go on.
    `open_days` are by appointment field, `towns` by the path of the address just looked up.
    """

    section: Section
    typed: Mapping[str, Typed]
    evaluation: Evaluation
    lookups: Lookups
    problems: Sequence[Problem] = ()
    open_days: Mapping[str, Sequence[OpenDay]] = field(default_factory=dict)
    towns: Mapping[str, Sequence[Town]] = field(default_factory=dict)
    fee: str | None = None  #: the total so far, for fields computed from the fee


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field as its template shows it.  Inputs are named by `path`: `items.0.item_qty`."""

    field: Field
    path: str
    page: Page
    typed: Typed
    scope: str = ""  #: the row it belongs to: `items.0`
    visible_if: str | None = None  #: JSON, where answers on the same page decide
    sometimes_required: bool = False  #: where answers on the same page decide

    @property
    def template(self) -> str:
        return field_type(self.field.type).template

    @property
    def label(self) -> LocalText:
        return self.field.label

    @property
    def help(self) -> LocalText | None:
        return self.field.help

    @property
    def settings(self) -> Mapping[str, object]:
        return self.field.settings

    @property
    def required(self) -> bool:
        condition = self.field.required_if
        return self.field.required or (
            condition is not None
            and not self.sometimes_required
            and holds(condition, self.page.evaluation.values)
        )

    @property
    def inputmode(self) -> str:
        return field_type(self.field.type).hints(self.field).inputmode

    @property
    def autocomplete(self) -> str:
        return field_type(self.field.type).hints(self.field).autocomplete

    @property
    def is_about_the_applicant(self) -> bool:
        """Whether a browser may fill in the visitor's own address."""
        return (self.field.role or "").startswith("applicant.")

    @property
    def width(self) -> str:
        return field_type(self.field.type).hints(self.field).width

    @property
    def problems(self) -> list[Problem]:
        """Every problem of the field, of its parts and of its rows."""
        return [
            each
            for each in self.page.problems
            if each.path == self.path or each.path.startswith(f"{self.path}.")
        ]

    @property
    def is_marked(self) -> bool:
        """Whether the field as a whole is marked as wrong; rows mark their own questions."""
        return bool(self.problems_at(self.path) if self.field.fields else self.problems)

    def problems_at(self, path: str) -> list[Problem]:
        return [each for each in self.page.problems if each.path == path]

    def warnings_at(self, path: str) -> list[Problem]:
        return [each for each in self.page.evaluation.warnings if each.path == path]

    @property
    def typed_text(self) -> str:
        return self.typed if isinstance(self.typed, str) else ""

    @property
    def typed_list(self) -> list[str]:
        """The values chosen of several; places that were kept with their facts by their id."""
        several = self.typed if isinstance(self.typed, list) else []
        return [each if isinstance(each, str) else str(each.get("id", "")) for each in several]

    def typed_part(self, name: str) -> str:
        """Return what was typed into one input of several; a day known as a whole is split."""
        parts = self.typed if isinstance(self.typed, dict) else parts_of_day(self.typed_text)
        part = parts.get(name, "")
        return part if isinstance(part, str) else ""

    @property
    def is_other(self) -> bool:
        """Whether something outside the list was chosen."""
        return isinstance(self.typed, dict) and "other" in self.typed

    @property
    def choices(self) -> Sequence[Choice]:
        return choices_of(self.field, self.page.lookups)

    @property
    def days(self) -> Sequence[OpenDay]:
        return self.page.open_days.get(self.field.key, ())

    @property
    def waits_for_choice(self) -> bool:
        """Whether another answer, not given yet, says whose places these are."""
        source = self.field.settings["resource_from"]
        return source is not None and source not in self.page.evaluation.values

    @property
    def towns(self) -> Sequence[Town] | None:
        """What the postal code just looked up stands for; None where none was."""
        return self.page.towns.get(self.path)

    @property
    def typed_rows(self) -> list[dict[str, Typed]]:
        """What was typed in each row of a group, or is known of each uploaded file."""
        several = self.typed if isinstance(self.typed, list) else []
        return [each for each in several if isinstance(each, dict)]

    @property
    def formats(self) -> str:
        return ", ".join(name.upper() for name in self.field.settings["formats"])

    @property
    def accept(self) -> str:
        return ",".join(f".{name}" for name in self.field.settings["formats"])

    @property
    def shown(self) -> str | None:
        """What a computed field comes to so far."""
        if self.field.settings["source"] == "fee":
            return self.page.fee
        try:
            number = evaluate(self.field.settings["expression"], self.page.evaluation.values)
        except RuleError:
            return None
        return None if number is None else f"{number:,}"

    @property
    def rows(self) -> list[list["Question"]]:
        """The questions of each row; a required group shows an empty one to begin with."""
        typed = self.typed_rows
        empty: list[dict[str, Typed]] = [{}] * (self.least_rows - len(typed))
        return [
            list(questions_of_row(self, f"{self.path}.{number}", row))
            for number, row in enumerate([*typed, *empty])
        ]

    @property
    def least_rows(self) -> int:
        least: int = self.field.settings["min"]
        return max(least, 1 if self.field.required else 0)

    @property
    def may_grow(self) -> bool:
        most: int = self.field.settings["max"]
        return len(self.rows) < most


def questions(page: Page) -> list[Question]:
    """Return what the page asks.

    A field that answers on the same page show or hide is always there, so that the page works
    without scripts; one hidden by answers on earlier pages is not.
    """
    here = {each.key for each in page.section.fields}
    return [
        question(page, each, here)
        for each in page.section.fields
        if each.key in page.evaluation.visible or depends_on(each.visible_if, here)
    ]


def question(page: Page, field: Field, here: Iterable[str]) -> Question:
    return Question(
        field=field,
        path=field.key,
        page=page,
        typed=page.typed.get(field.key, field.settings.get("fixed", "")),
        visible_if=as_json(field.visible_if) if depends_on(field.visible_if, here) else None,
        sometimes_required=depends_on(field.required_if, here),
    )


def questions_of_row(group: Question, path: str, row: Mapping[str, Typed]) -> Iterator[Question]:
    for child in group.field.fields:
        yield Question(
            field=child,
            path=f"{path}.{child.key}",
            page=group.page,
            typed=row.get(child.key, ""),
            scope=path,
            visible_if=None if child.visible_if is None else as_json(child.visible_if),
            sometimes_required=child.required_if is not None,
        )


def parts_of_day(text: str) -> dict[str, str]:
    """Return the inputs for a day that is not typed in parts, as from a card or a paste."""
    if ISO_DAY.fullmatch(text) is None:
        return {"year": text}
    year, month, day = text.split("-")
    return {"year": year, "month": month, "day": day}


def known_answers(page: Page) -> str:
    """Return the answers of other pages that conditions on this one read, as JSON."""
    here = {each.key for each in page.section.fields}
    conditions = [each.visible_if for each in with_rows(page.section.fields)]
    wanted = {name.partition(".")[0] for each in conditions for name in names_in(each)} - here
    values = page.evaluation.values
    return as_json({name: values[name] for name in sorted(wanted) if name in values})


def with_rows(fields: Iterable[Field]) -> Iterator[Field]:
    for each in fields:
        yield each
        yield from each.fields


def names_in(condition: object) -> frozenset[str]:
    return frozenset() if condition is None else variables(condition)


def depends_on(condition: object, keys: Iterable[str]) -> bool:
    wanted = set(keys)
    return any(name.partition(".")[0] in wanted for name in names_in(condition))


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
