"""What every field type does, and the types by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, ClassVar

import marshmallow as ma

from forms.characters import trimmed
from forms.context import Context, Lookups
from forms.definition import Field
from forms.problems import Params
from forms.text import LocalText
from forms.values import Typed, Value

#: Inputs of one posted page: every value by the input's name, in page order.
Inputs = Mapping[str, Sequence[str]]


class Shape(Enum):
    """What a valid answer of a type looks like in JSON."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CHOICE = "choice"  #: a text, or {"other": text}
    TEXTS = "texts"
    PARTS = "parts"
    ROWS = "rows"
    NONE = "none"  #: no answer: the field only shows something


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why one answer is refused, or accepted with a warning; `part` is relative to the field."""

    code: str
    params: Params = field(default_factory=dict)
    part: str = ""
    label: LocalText | None = None  #: where the part has a label of its own


@dataclass(frozen=True, slots=True)
class Coerced:
    """What a typed answer came to: a value (None if empty or refused) and what to say about it.

    `seen` are the visible inputs below the field, relative to it.
    """

    value: Value = None
    problems: tuple[FieldProblem, ...] = ()
    warnings: tuple[FieldProblem, ...] = ()
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hints:
    """What helps a browser to offer the right keyboard, memory and width for an input."""

    inputmode: str = "text"
    autocomplete: str = "off"
    width: str = "full"  #: "full", or how many characters wide: "4", "10", "20"


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer in words.  Plain text, without readings in 《》."""

    text: str
    lines: tuple[str, ...] = ()  #: the same in several lines, where it has them
    rows: tuple[tuple["ShownItem", ...], ...] = ()

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> "Shown":
        kept = tuple(lines)
        return cls(" ".join(kept), kept)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One answer with its question."""

    path: str
    label: LocalText
    shown: Shown


class NoSettings(ma.Schema):
    """For types without settings of their own."""


#: What is typed into one input.
_SINGLE = frozenset({Shape.TEXT, Shape.INTEGER, Shape.BOOLEAN, Shape.CHOICE})


class FieldType:
    """A kind of question: how it is read, judged, shown and exported.

    Types hold no state; everything about one question is in its Field.
    """

    name: ClassVar[str]
    value_shape: ClassVar[Shape] = Shape.TEXT
    parts: ClassVar[tuple[str, ...]] = ()
    settings_schema: ClassVar[type[ma.Schema]] = NoSettings
    required_code: ClassVar[str] = "required"
    hint: ClassVar[Hints] = Hints()
    #: Whether it asks for anything; without, `coerce` and `display` are never called.
    has_answer: ClassVar[bool] = True

    @property
    def template(self) -> str:
        return f"fields/{self.name}.html"

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        """What was typed; None if the page had no input for it, so the draft keeps its own."""
        values = inputs.get(definition.key)
        return values[-1] if values else None

    def is_empty(self, typed: Typed) -> bool:
        """Whether nothing was typed that could be an answer."""
        return nothing_typed(as_text(typed) if self.value_shape in _SINGLE else typed)

    def is_answered(self, definition: Field, typed: Typed) -> bool:
        """Whether there is something to judge, as always with a box that is not ticked."""
        return not self.is_empty(typed)

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        """The value of an answer that is there, or every problem with it."""
        raise NotImplementedError

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        text = str(value)
        return Shown(text, tuple(text.splitlines()))

    def hints(self, definition: Field) -> Hints:
        """Browsers may fill in from memory only what is about the person who applies."""
        role = definition.role or ""
        token = _AUTOCOMPLETE.get(role.removeprefix("applicant."))
        if not role.startswith("applicant.") or token is None:
            return self.hint
        return replace(self.hint, autocomplete=token)

    def export_columns(self, definition: Field) -> tuple[str, ...]:
        if self.parts:
            return tuple(f"{definition.key}.{part}" for part in self.parts)
        return (definition.key,)

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        """The value as plain texts, one for each of `export_columns`."""
        if self.parts:
            parts = value if isinstance(value, Mapping) else {}
            return tuple(str(parts.get(part, "")) for part in self.parts)
        return ("" if value is None else str(value),)


_AUTOCOMPLETE: Mapping[str, str] = {
    "name": "name",
    "email": "email",
    "phone": "tel",
    "birth_date": "bday",
}

_TYPES: dict[str, FieldType] = {}


def register(name: str) -> Callable[[type[FieldType]], type[FieldType]]:
    """Make a type known under its name; raises ValueError if the name is taken."""

    def add(cls: type[FieldType]) -> type[FieldType]:
        if name in _TYPES:
            raise ValueError(f"two field types are called {name!r}")
        cls.name = name
        _TYPES[name] = cls()
        return cls

    return add


def field_type(name: str) -> FieldType:
    """Raises KeyError if there is no such type."""
    return _TYPES[name]


def type_names() -> tuple[str, ...]:
    return tuple(_TYPES)


def refused(code: str, part: str = "", **params: Any) -> Coerced:
    return Coerced(problems=(FieldProblem(code, params, part),))


def nothing_typed(typed: Typed) -> bool:
    """Whether there is at most space anywhere in it."""
    if isinstance(typed, str):
        return not trimmed(typed)
    within = typed.values() if isinstance(typed, dict) else typed
    return all(map(nothing_typed, within))


def as_text(typed: Typed) -> str:
    """What was typed into a plain input; anything else counts as nothing."""
    return typed if isinstance(typed, str) else ""


def as_parts(typed: Typed) -> dict[str, str]:
    """What was typed into the inputs of a composite field."""
    return {part: as_text(each) for part, each in typed.items()} if isinstance(typed, dict) else {}


def read_parts(definition: Field, inputs: Inputs, parts: Iterable[str]) -> dict[str, Typed] | None:
    """The inputs `key.part` of a page; None if it has none of them."""
    found = {part: inputs.get(f"{definition.key}.{part}") for part in parts}
    typed: dict[str, Typed] = {part: values[-1] for part, values in found.items() if values}
    return typed or None
