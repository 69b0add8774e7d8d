"""Texts in the three languages a page speaks, as definitions write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import marshmallow as ma

_LANGUAGES = {"ja": "ja", "en": "en", "ja-easy": "ja_easy"}
#: 漢字《かんじ》, or with a bar where a reading is not over kanji alone: ｜お金《おかね》.
_RUBY = re.compile("(?:｜([^｜《》]+))?《[^》]*》")


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text; Japanese is always there and stands in for a language that is not."""

    ja: str
    en: str | None = None
    ja_easy: str | None = None  #: readings stand behind their kanji: 漢字《かんじ》

    def in_(self, locale: str) -> str:
        if locale == "en" and self.en is not None:
            return self.en
        if locale == "ja-easy" and self.ja_easy is not None:
            return self.ja_easy
        return self.ja

    def plain(self, locale: str) -> str:
        """The text without readings, for places that cannot show ruby."""
        return _RUBY.sub(r"\1", self.in_(locale))


class LocalTextField(ma.fields.Field[LocalText]):
    """A text in a definition: an object with `ja`, and `en` and `ja-easy` if they exist."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> LocalText:
        if not isinstance(value, dict):
            raise ma.ValidationError("must be an object with the key ja, and en and ja-easy if any")
        problems = _problems(value)
        if problems:
            raise ma.ValidationError(problems)
        return LocalText(**{_LANGUAGES[language]: text for language, text in value.items()})


def _problems(value: dict[Any, Any]) -> dict[str, list[str]]:
    problems = {str(key): ["Unknown field."] for key in value if key not in _LANGUAGES}
    if "ja" not in value:
        problems["ja"] = ["Missing data for required field."]
    for language in _LANGUAGES.keys() & value.keys():
        if not isinstance(value[language], str) or not value[language].strip():
            problems[language] = ["must be a text that is not empty"]
    return problems
