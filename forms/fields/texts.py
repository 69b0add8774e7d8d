"""Plain text, longer text, names and readings."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import marshmallow as ma
import regex

from forms.characters import (
    fold_number,
    forbidden_character,
    graphemes,
    half_width,
    mixes_scripts,
    trimmed,
)
from forms.context import Context
from forms.definition import Field
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Hints,
    as_text,
    refused,
    register,
)
from forms.kana import is_kana, to_katakana
from forms.official_numbers import contains_my_number
from forms.text import LocalTextField
from forms.values import Typed

_LETTER = regex.compile(r"\p{L}")
#: Pictures and signs that no register, no font of a certificate and no envelope can hold.
_SYMBOL = regex.compile(r"[\p{So}\p{Sm}]")
#: How long one match of a definition's pattern may take, in seconds.
_PATTERN_TIMEOUT = 1


def _compiles(pattern: str) -> None:
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise ma.ValidationError(f"no regular expression: {error}") from None


class LengthSettings(ma.Schema):
    max_length = ma.fields.Integer(
        strict=True, load_default=80, validate=ma.validate.Range(1, 10_000)
    )


class TextSettings(LengthSettings):
    pattern = ma.fields.String(load_default=None, validate=_compiles)
    pattern_hint = LocalTextField(load_default=None)
    normalize = ma.fields.String(
        load_default=None, validate=ma.validate.OneOf(["digits", "half_width"])
    )
    #: How many digits a shorter number is filled up to with zeros in front.
    zero_pad = ma.fields.Integer(strict=True, load_default=None, validate=ma.validate.Range(1, 40))

    @ma.validates_schema
    def pattern_says_what_it_wants(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("pattern") is not None and data.get("pattern_hint") is None:
            raise ma.ValidationError("a pattern needs a pattern_hint", "pattern_hint")


class TextareaSettings(TextSettings):
    max_length = ma.fields.Integer(
        strict=True, load_default=1000, validate=ma.validate.Range(1, 10_000)
    )


def common_problems(text: str, max_length: int, lines: bool = False) -> Iterable[FieldProblem]:
    """What is wrong with a text whatever it is for."""
    character = forbidden_character(text.replace("\t", " ") if lines else text)
    if character is not None:
        yield FieldProblem("forbidden_character", {"character": character})
    if "\n" in text and not lines:
        yield FieldProblem("line_break")
    if (length := graphemes(text)) > max_length:
        yield FieldProblem("too_long", {"max": max_length, "length": length})
    if not lines and contains_my_number(text):
        yield FieldProblem("my_number")


def warnings_about(text: str) -> Iterable[FieldProblem]:
    if mixes_scripts(text):
        yield FieldProblem("mixed_script")


@register("text")
class TextType(FieldType):
    """One line of text."""

    settings_schema = TextSettings
    multiline: ClassVar[bool] = False

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        text = _normalized(trimmed(as_text(typed)), definition.settings)
        if not text:
            return refused(self.required_code)
        problems = tuple(
            common_problems(text, definition.settings["max_length"], self.multiline)
        ) or tuple(_pattern_problems(definition, text))
        return Coerced(None if problems else text, problems, tuple(self.warn(text)))

    def warn(self, text: str) -> Iterable[FieldProblem]:
        yield from warnings_about(text)

    def hints(self, definition: Field) -> Hints:
        if definition.settings.get("normalize") == "digits":
            return Hints("numeric", width="20")
        return super().hints(definition)


@register("textarea")
class TextareaType(TextType):
    """Text of several lines.  A 個人番号 in it is warned about: it may be another number."""

    settings_schema = TextareaSettings
    multiline = True

    def warn(self, text: str) -> Iterable[FieldProblem]:
        if contains_my_number(text):
            yield FieldProblem("my_number_suspected")
        yield from warnings_about(text)


@register("name")
class NameType(FieldType):
    """A person's name as the register writes it; its characters are never normalised."""

    settings_schema = LengthSettings

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        text = "\u3000".join(trimmed(as_text(typed)).split())
        problems = list(common_problems(text, definition.settings["max_length"]))
        if not problems and (_SYMBOL.search(text) or not _LETTER.search(text)):
            problems.append(FieldProblem("name_format"))
        warnings = tuple(warnings_about(text))
        return Coerced(None if problems else text, tuple(problems), warnings)


@register("kana")
class KanaType(FieldType):
    """A reading in full-width katakana; hiragana and half-width kana are accepted."""

    settings_schema = LengthSettings

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        text = to_katakana(trimmed(as_text(typed)))
        problems = list(common_problems(text, definition.settings["max_length"]))
        if not problems and not is_kana(text):
            problems.append(FieldProblem("kana_format"))
        return Coerced(None if problems else text, tuple(problems))


def _normalized(text: str, settings: Mapping[str, Any]) -> str:
    if settings["normalize"] == "half_width":
        text = half_width(text)
    if settings["normalize"] == "digits" or settings["zero_pad"]:
        text = regex.sub(r"[\s-]", "", fold_number(text))
    return text.zfill(settings["zero_pad"] or 0) if text.isdigit() else text


def _pattern_problems(definition: Field, text: str) -> Iterable[FieldProblem]:
    pattern = definition.settings["pattern"]
    if pattern is None:
        return
    try:
        found = regex.fullmatch(pattern, text, timeout=_PATTERN_TIMEOUT)
    except TimeoutError:
        found = None
    if found is None:
        yield FieldProblem("pattern", {"hint": definition.settings["pattern_hint"]})
