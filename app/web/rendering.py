"""The Jinja environment of every page: texts in the visitor's language, dates, money."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias, TypeGuard

from flask import Flask, url_for
from jinja2 import StrictUndefined
from markupsafe import Markup

from app.core.texts import DEFAULT_LOCALE, LOCALES, Texts, ruby, without_readings
from app.web.dates import show_day, show_moment, show_size, show_yen
from app.web.locale import current_locale

ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

#: What an `html` element says of its language; easy Japanese is Japanese to a screen reader.
LANGUAGE_TAGS = {"ja": "ja", "en": "en", "ja-easy": "ja"}


@dataclass(frozen=True, slots=True)
class Paths:
    """Addresses that never change and that pages of every surface may name."""

    home: str = "/"
    procedures: str = "/procedures"
    lookup: str = "/submissions"


class Localised(Protocol):
    """A text that knows its own translations, such as those of a form definition."""

    def in_(self, locale: str, /) -> str: ...


#: A text in one language, an object that knows its translations, or texts by locale.
Text: TypeAlias = "str | Localised | Mapping[str, str]"


class Stumble(Protocol):
    """One problem with one answer: a code of the catalogue and what to fill into its sentence."""

    @property
    def code(self) -> str: ...
    @property
    def params(self) -> Mapping[str, object]: ...
    @property
    def field_label(self) -> Localised: ...


class HasAmount(Protocol):
    """An amount of money in whole yen."""

    @property
    def yen(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Words:
    """What templates say, in the language of the current request."""

    texts: Texts

    def t(self, key: str, **placeholders: object) -> Markup:
        """Return a catalogue text as HTML.  Localised placeholders are translated too."""
        return self.texts.html(current_locale(), key, **self._shown(placeholders))

    def plain(self, key: str, **placeholders: object) -> str:
        """Return a catalogue text for a title or an attribute: no HTML, no readings."""
        shown = {
            name: self.plain_text(value) if is_localised(value) else value
            for name, value in placeholders.items()
        }
        return self.texts.plain(current_locale(), key, **shown)

    def known(self, key: str) -> bool:
        """Say whether the catalogue has `key`, for codes that a provider may invent."""
        return self.texts.has(key)

    def text(self, local: Text) -> Markup:
        """Return a text of a procedure, a form or a bill as HTML."""
        return ruby(chosen(local))

    def plain_text(self, local: Text) -> str:
        return without_readings(chosen(local))

    def problem(self, problem: Stumble) -> Markup:
        """Return the sentence that says what to do about one answer."""
        return self._about("form.problem", problem)

    def warning(self, warning: Stumble) -> Markup:
        """Return the sentence about an answer that is accepted and looks odd."""
        return self._about("form.warning", warning)

    def day(self, day: date) -> Markup:
        return time_element(show_day(day, current_locale()), day.isoformat())

    def moment(self, moment: datetime) -> Markup:
        return time_element(show_moment(moment, current_locale()), moment.isoformat("T", "seconds"))

    def yen(self, amount: int | HasAmount) -> str:
        whole = amount if isinstance(amount, int) else amount.yen
        return show_yen(whole, current_locale())

    def _about(self, family: str, stumble: Stumble) -> Markup:
        params = {name: day_or_value(value) for name, value in stumble.params.items()}
        filled = {"label": stumble.field_label, **params}
        return self.t(f"{family}.{stumble.code}", **filled)

    def _shown(self, placeholders: Mapping[str, object]) -> dict[str, object]:
        return {name: self._one(value) for name, value in placeholders.items()}

    def _one(self, value: object) -> object:
        if is_localised(value):
            return self.text(value)
        if isinstance(value, datetime):
            return self.moment(value)
        return self.day(value) if isinstance(value, date) else value


def chosen(local: Text) -> str:
    """Return a text in the visitor's language; Japanese stands in for one that is missing."""
    if isinstance(local, str):
        return local
    if isinstance(local, Mapping):
        return local.get(current_locale(), local[DEFAULT_LOCALE])
    return local.in_(current_locale())


def is_localised(value: object) -> TypeGuard[Localised]:
    return hasattr(value, "in_")


def day_or_value(value: object) -> object:
    """Return the day that a parameter of a form's problem stands for, or the parameter itself."""
    if not (isinstance(value, str) and ISO_DAY.fullmatch(value)):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:  # a file's name may look like a day that there is not
        return value


def time_element(shown: str, machine: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, shown)


def asset(path: str) -> str:
    """Return the address of one of our own files (styles, scripts)."""
    return url_for("static", filename=path)


def install(app: Flask, texts: Texts) -> None:
    """Give every template its words.  A variable that a view forgot raises, it is never blank."""
    words = Words(texts)
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        t=words.t,
        plain=words.plain,
        known=words.known,
        text=words.text,
        plain_text=words.plain_text,
        problem=words.problem,
        warning=words.warning,
        asset=asset,
        locales=LOCALES,
        paths=Paths(),
    )
    environment.filters.update(day=words.day, moment=words.moment, yen=words.yen, size=show_size)
    app.extensions["texts"] = texts
    app.context_processor(language_of_the_page)


def language_of_the_page() -> dict[str, str]:
    locale = current_locale()
    return {"locale": locale, "language_tag": LANGUAGE_TAGS[locale]}
