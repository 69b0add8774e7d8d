"""Dates in Japanese eras: what people type, and how a stored date is shown.

An era begins on the day it was proclaimed for and its first year is 元年.  明治 is counted from
1868-01-25; dates before 1873 are taken in the Gregorian calendar, as registers convert them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from forms.characters import fold_number

_SQUARED = str.maketrans({"㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和"})
_WESTERN_YEARS = range(1000, 10000)
_ERA_NAMES = "明治|大正|昭和|平成|令和|[MTSHR明大昭平令]"
_DATE = re.compile(
    rf"(?P<era>{_ERA_NAMES})?(?P<year>元|[0-9]{{1,4}})[年./-]"
    r"(?P<month>[0-9]{1,2})[月./-](?P<day>[0-9]{1,2})日?",
    re.IGNORECASE,
)
_COMPACT_DATE = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_MONTH = re.compile(
    rf"(?P<era>{_ERA_NAMES})?(?P<year>元|[0-9]{{1,4}})[年./-](?P<month>[0-9]{{1,2}})月?",
    re.IGNORECASE,
)


class Era(Enum):
    """The eras people living today were born in or before, with their first days."""

    MEIJI = ("明治", "M", date(1868, 1, 25))
    TAISHO = ("大正", "T", date(1912, 7, 30))
    SHOWA = ("昭和", "S", date(1926, 12, 25))
    HEISEI = ("平成", "H", date(1989, 1, 8))
    REIWA = ("令和", "R", date(2019, 5, 1))

    def __init__(self, kanji: str, letter: str, first_day: date) -> None:
        self.kanji = kanji
        self.letter = letter
        self.first_day = first_day

    @property
    def code(self) -> str:
        """How form inputs name it: `reiwa`."""
        return self.name.lower()

    def western_year(self, year: int) -> int:
        return self.first_day.year + year - 1


@dataclass(frozen=True, slots=True)
class DateProblem(Exception):
    """Why a typed date is none.  `code` and `params` are those of `forms.problems`."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


def era_on(day: date) -> Era | None:
    """The era of a day; None before 1868-01-25."""
    return next((era for era in reversed(Era) if era.first_day <= day), None)


def in_wareki(day: date) -> str:
    """令和元年5月1日; before 明治 the western year stands alone."""
    return f"{year_in_wareki(day)}{day.month}月{day.day}日"


def year_in_wareki(day: date) -> str:
    era = era_on(day)
    if era is None:
        return f"{day.year}年"
    year = day.year - era.first_day.year + 1
    return f"{era.kanji}{'元' if year == 1 else year}年"


def parse_date(text: str) -> date:
    """A date written in one piece: 令和元年5月1日, R1.5.1, ㍻31/4/30, 2019-05-01, 20190501.

    Raises DateProblem.
    """
    tidy = _tidy(text)
    found = _DATE.fullmatch(tidy) or _COMPACT_DATE.fullmatch(tidy)
    if found is None:
        raise DateProblem("date_format")
    parts = found.groupdict()
    return build_date(parts.get("era") or "", parts["year"], parts["month"], parts["day"])


def build_date(era: str, year: str, month: str, day: str) -> date:
    """A date from its parts; `era` is a code, a name, a letter, or empty for a western year.

    Raises DateProblem, with the era it should be where the era had ended or not begun.
    """
    found = find_era(era)
    western = _western_year(found, year)
    try:
        result = date(western, _number(month), _number(day))
    except ValueError:
        raise DateProblem("date_impossible") from None
    if found is not None and era_on(result) is not found:
        raise _outside(found, year, result)
    return result


def parse_month(text: str) -> date:
    """The first day of a month written in one piece: 令和8年4月, R8.4, 2026-04.

    Raises DateProblem.
    """
    found = _MONTH.fullmatch(_tidy(text))
    if found is None:
        raise DateProblem("year_month_format")
    return build_month(found["era"] or "", found["year"], found["month"])


def build_month(era: str, year: str, month: str) -> date:
    """The first day of a month from its parts; the era must cover a day of the month.

    Raises DateProblem.
    """
    found = find_era(era)
    try:
        first = date(_western_year(found, year), _number(month), 1)
    except ValueError:
        raise DateProblem("date_impossible") from None
    if found is not None and found not in _eras_of_month(first):
        raise DateProblem("year_month_format")
    return first


def find_era(name: str) -> Era | None:
    """Raises DateProblem for a name that is no era's; empty and `western` are none."""
    wanted = name.strip().translate(_SQUARED).upper()
    if wanted in {"", "WESTERN", "西暦"}:
        return None
    for era in Era:
        if wanted in {era.name, era.kanji, era.kanji[0], era.letter}:
            return era
    raise DateProblem("date_format")


def _eras_of_month(first: date) -> Iterator[Era | None]:
    yield era_on(first)
    yield from (
        era for era in Era if (era.first_day.year, era.first_day.month) == (first.year, first.month)
    )


def _tidy(text: str) -> str:
    return re.sub(r"\s", "", fold_number(text.translate(_SQUARED))).removeprefix("西暦")


def _western_year(era: Era | None, text: str) -> int:
    year = 1 if _tidy(text).removesuffix("年") == "元" else _number(text)
    western = year if era is None else era.western_year(year)
    if year < 1 or western not in _WESTERN_YEARS:
        raise DateProblem("date_format")
    return western


def _number(text: str) -> int:
    digits = _tidy(text).rstrip("年月日")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        raise DateProblem("date_format")
    return int(digits)


def _outside(era: Era, year: str, day: date) -> DateProblem:
    if era_on(day) is None:
        return DateProblem("date_before_eras")
    shown_year = _tidy(year).removesuffix("年")
    typed = f"{era.kanji}{shown_year}年{day.month}月{day.day}日"
    return DateProblem("date_outside_era", {"typed": typed, "suggestion": in_wareki(day)})
