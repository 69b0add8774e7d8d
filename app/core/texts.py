"""The catalogue of every sentence a person reads, in Japanese, English and easy Japanese."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from markupsafe import Markup, escape

LOCALES = ("ja", "en", "ja-easy")
DEFAULT_LOCALE = "ja"

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
KANJI = (
    "\u2e80-\u2fdf\u3005-\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
READING = re.compile(rf"(?:｜([^｜《》]+)|([{KANJI}]+))《([^《》]+)》")


class CatalogueError(Exception):
    """The catalogues contradict each other; the message lists every difference."""


class UnknownText(Exception):
    """A page asked for a key that no catalogue has."""


def ruby(text: str) -> Markup:
    """Return `text` as safe HTML in which `漢字《かんじ》` carries its reading above it.

    A base that is not kanji alone is opened with a bar: `｜お金《おかね》`.
    Markup is taken to be finished and returned as it is.
    """
    if isinstance(text, Markup):
        return text
    pieces: list[str] = []
    end = 0
    for match in READING.finditer(text):
        pieces.append(escape(text[end : match.start()]))
        pieces.append(
            Markup("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>").format(
                match[1] or match[2], match[3]
            )
        )
        end = match.end()
    pieces.append(escape(text[end:]))
    return Markup("").join(pieces)


def without_readings(text: str) -> str:
    """Return `text` for places that hold no HTML (titles, attributes, e-mail subjects)."""
    return READING.sub(lambda match: match[1] or match[2], text)


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of the product by locale and dotted key.

    `strict` is for development and tests: an unknown key or a forgotten placeholder raises.
    In production a page shows the Japanese text, or the key, rather than no page at all.
    """

    catalogues: Mapping[str, Mapping[str, str]]
    strict: bool = False

    @classmethod
    def load(cls, folder: Path, *, strict: bool = False) -> Self:
        """Read one file per locale.  Raises CatalogueError when they do not say the same things."""
        catalogues = {locale: read(folder / f"{locale}.toml") for locale in LOCALES}
        differences = list(differing(catalogues))
        if differences:
            raise CatalogueError("\n".join(differences))
        return cls(catalogues, strict)

    def has(self, key: str) -> bool:
        return key in self.catalogues[DEFAULT_LOCALE]

    def get(self, locale: str, key: str, **placeholders: object) -> str:
        """Return the text with its reading marks; see `ruby` and `without_readings`."""
        return self._template(locale, key).format_map(self._values(key, placeholders))

    def plain(self, locale: str, key: str, **placeholders: object) -> str:
        """Return the text as plain characters; what is filled in stays as it is."""
        template = without_readings(self._template(locale, key))
        return template.format_map(self._values(key, placeholders))

    def html(self, locale: str, key: str, **placeholders: object) -> Markup:
        """Return the text as safe HTML; what is filled in is escaped and gets no readings."""
        return ruby(self._template(locale, key)).format_map(self._values(key, placeholders))

    def _template(self, locale: str, key: str) -> str:
        for candidate in (locale, DEFAULT_LOCALE):
            found = self.catalogues.get(candidate, {}).get(key)
            if found is not None:
                return found
        if self.strict:
            raise UnknownText(key)
        return key

    def _values(self, key: str, placeholders: Mapping[str, object]) -> Mapping[str, object]:
        return StrictValues(key, placeholders) if self.strict else Values(placeholders)


class Values(dict[str, object]):
    """What is filled into a text; a forgotten value leaves a gap."""

    def __missing__(self, name: str) -> str:
        return ""


class StrictValues(dict[str, object]):
    """What is filled into a text; a forgotten value is an error."""

    def __init__(self, key: str, placeholders: Mapping[str, object]) -> None:
        super().__init__(placeholders)
        self.key = key

    def __missing__(self, name: str) -> str:
        raise UnknownText(f"{self.key} wants a value for {name}")


def read(path: Path) -> dict[str, str]:
    """Return the texts of one file with dotted keys."""
    with path.open("rb") as file:
        return dict(flattened(tomllib.load(file)))


def flattened(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Raises CatalogueError for a value that is neither a text nor a table of texts."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            raise CatalogueError(f"{prefix}{key}: not a text")


def differing(catalogues: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Name every key that a locale lacks and every text whose placeholders differ from Japanese."""
    every_key = sorted(set().union(*catalogues.values()))
    for locale, texts in catalogues.items():
        for key in every_key:
            if key not in texts:
                yield f"{locale}: {key} is missing"
            elif placeholders_of(texts[key]) != placeholders_of(
                catalogues[DEFAULT_LOCALE].get(key, texts[key])
            ):
                yield f"{locale}: {key} has other placeholders than {DEFAULT_LOCALE}"


def placeholders_of(text: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(text))
