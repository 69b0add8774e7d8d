"""Choosing: one of some, several of some, yes or no."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import marshmallow as ma

from forms.characters import trimmed
from forms.context import Choice, Context, Lookups
from forms.definition import Field
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Inputs,
    Shape,
    Shown,
    as_parts,
    as_text,
    refused,
    register,
)
from forms.fields.texts import common_problems, warnings_about
from forms.flag import Flag
from forms.text import LocalText, LocalTextField
from forms.values import Typed, Value

OTHER = "other"
_OTHER_LABEL = LocalText("その他", "Other", "その他《ほか》")
_YES = LocalText("はい", "Yes")
_NO = LocalText("いいえ", "No")
_MAX_OTHER_LENGTH = 80


class ChoiceSchema(ma.Schema):
    value = ma.fields.String(
        required=True, validate=ma.validate.Regexp(r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}\Z")
    )
    label = LocalTextField(required=True)
    help = LocalTextField(load_default=None)

    @ma.post_load
    def build(self, data: dict[str, Any], **_: Any) -> Choice:
        return Choice(**data)


class ChoiceSettings(ma.Schema):
    choices = ma.fields.List(
        ma.fields.Nested(ChoiceSchema), load_default=None, validate=ma.validate.Length(min=1)
    )
    list = ma.fields.String(load_default=None, validate=ma.validate.Length(min=1))

    @ma.validates_schema(skip_on_field_errors=True)
    def choices_or_list(self, data: dict[str, Any], **_: Any) -> None:
        choices = data.get("choices")
        if (choices is None) == (data.get("list") is None):
            raise ma.ValidationError("either choices or list", "choices")
        values = [choice.value for choice in choices or ()]
        if len(values) != len(set(values)):
            raise ma.ValidationError("a value is there twice", "choices")


class SelectSettings(ChoiceSettings):
    other = Flag()


class SeveralSettings(ChoiceSettings):
    min = ma.fields.Integer(strict=True, load_default=0, validate=ma.validate.Range(0, 100))
    max = ma.fields.Integer(strict=True, load_default=100, validate=ma.validate.Range(1, 100))

    @ma.validates_schema(skip_on_field_errors=True)
    def bounds_are_in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["min"] > data["max"]:
            raise ma.ValidationError("min must not exceed max", "max")


class CheckboxSettings(ma.Schema):
    must_be_true = Flag()


def choices_of(definition: Field, lookups: Lookups) -> Sequence[Choice]:
    """What can be chosen, written in the form or kept in a reference list."""
    fixed: Sequence[Choice] | None = definition.settings["choices"]
    return lookups.choices(definition.settings["list"]) if fixed is None else fixed


def possible_values(definition: Field, lookups: Lookups) -> list[str] | None:
    """Everything a choice can be, `other` included; None for a field that offers no choices."""
    if "choices" not in definition.settings:
        return None
    other = [OTHER] if definition.settings.get("other") else []
    return [each.value for each in choices_of(definition, lookups)] + other


def _label(definition: Field, value: str, locale: str, lookups: Lookups) -> str:
    """The label of a choice; a choice that the list no longer has keeps its code."""
    labels = {each.value: each.label for each in choices_of(definition, lookups)}
    return labels[value].plain(locale) if value in labels else value


class OneChoiceType(FieldType):
    value_shape = Shape.CHOICE
    settings_schema = ChoiceSettings
    required_code = "required_choice"

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        wanted = as_text(typed).strip()
        if any(wanted == each.value for each in choices_of(definition, context.lookups)):
            return Coerced(wanted)
        return refused("choice_unknown")

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        return Shown(_label(definition, str(value), locale, lookups))


@register("radio")
class RadioType(OneChoiceType):
    """One of a few choices, all in view."""


@register("select")
class SelectType(OneChoiceType):
    """One of many choices; `other` lets people write what the list lacks."""

    settings_schema = SelectSettings

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        """Written text counts where nothing of the list, or `other`, was chosen."""
        chosen = super().read(definition, inputs)
        written = (inputs.get(f"{definition.key}.{OTHER}") or [""])[-1]
        if definition.settings["other"] and (chosen == OTHER or (written and not chosen)):
            return {OTHER: written}
        return chosen

    def is_empty(self, typed: Typed) -> bool:
        """Having chosen `other` is an answer, if not a complete one."""
        return not isinstance(typed, dict) and super().is_empty(typed)

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        if not isinstance(typed, dict) or not definition.settings["other"]:
            return super().coerce(definition, typed, context)
        text = trimmed(as_parts(typed).get(OTHER, ""))
        if not text:
            return refused("required", OTHER)
        problems = tuple(
            FieldProblem(each.code, each.params, OTHER)
            for each in common_problems(text, _MAX_OTHER_LENGTH)
        )
        return Coerced(None if problems else {OTHER: text}, problems, tuple(warnings_about(text)))

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        if isinstance(value, Mapping):
            return Shown(f"{_OTHER_LABEL.plain(locale)}: {value[OTHER]}")
        return super().display(definition, value, locale, lookups)

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        return super().export(definition, value[OTHER] if isinstance(value, Mapping) else value)


@register("checkbox_group")
class CheckboxGroupType(FieldType):
    """Any number of choices, stored in the order of the list."""

    value_shape = Shape.TEXTS
    settings_schema = SeveralSettings
    required_code = "required_choice"

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        """Browsers send nothing for boxes that are not ticked, so nothing means none."""
        return [value for value in inputs.get(definition.key, ()) if value]

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        chosen = {as_text(each) for each in typed} if isinstance(typed, list) else {as_text(typed)}
        known = [each.value for each in choices_of(definition, context.lookups)]
        if not chosen <= set(known):
            return refused("choice_unknown")
        problems = tuple(_wrong_count(definition.settings, len(chosen)))
        values = [value for value in known if value in chosen]
        return Coerced(None if problems else values, problems)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        values = value if isinstance(value, list) else []
        lines = tuple(_label(definition, str(each), locale, lookups) for each in values)
        return Shown("、".join(lines) if locale != "en" else ", ".join(lines), lines)

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        return (" ".join(map(str, value)) if isinstance(value, list) else "",)


@register("checkbox")
class CheckboxType(FieldType):
    """One box to tick.  `required` does not mean that it must be ticked; must_be_true does."""

    value_shape = Shape.BOOLEAN
    settings_schema = CheckboxSettings
    ticked: ClassVar[frozenset[str]] = frozenset({"yes", "on", "true", "1"})

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        """Browsers send nothing for a box that is not ticked."""
        return (inputs.get(definition.key) or [""])[-1]

    def is_answered(self, definition: Field, typed: Typed) -> bool:
        """Not ticking is an answer too."""
        return True

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        value = as_text(typed) in self.ticked
        if definition.settings["must_be_true"] and not value:
            return refused("must_agree")
        return Coerced(value)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        return Shown((_YES if value else _NO).in_(locale))

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        return ("" if value is None else str(int(bool(value))),)


def _wrong_count(settings: Mapping[str, Any], count: int) -> Iterable[FieldProblem]:
    if count < settings["min"]:
        yield FieldProblem("too_few_choices", {"min": settings["min"]})
    elif count > settings["max"]:
        yield FieldProblem("too_many_choices", {"max": settings["max"]})
