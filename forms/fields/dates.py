"""Days and months, in Japanese eras or western years."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

import marshmallow as ma

from forms.characters import trimmed
from forms.context import Context, Lookups
from forms.definition import Field
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Hints,
    Inputs,
    Shown,
    as_parts,
    read_parts,
    refused,
    register,
)
from forms.flag import Flag
from forms.values import Typed, Value
from forms.wareki import (
    DateProblem,
    build_date,
    build_month,
    in_wareki,
    parse_date,
    parse_month,
    year_in_wareki,
)

_DAYS = ma.validate.Range(0, 36_600)


class CalendarSettings(ma.Schema):
    style = ma.fields.String(
        load_default="western", validate=ma.validate.OneOf(["wareki", "western"])
    )
    not_future = Flag()


class DateSettings(CalendarSettings):
    min = ma.fields.Date(format="iso", load_default=None)
    max_days_ahead = ma.fields.Integer(strict=True, load_default=None, validate=_DAYS)
    min_days_ahead = ma.fields.Integer(strict=True, load_default=None, validate=_DAYS)

    @ma.validates_schema(skip_on_field_errors=True)
    def bounds_are_in_order(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data["min_days_ahead"], data["max_days_ahead"]
        if first is not None and last is not None and first > last:
            raise ma.ValidationError("must not be before min_days_ahead", "max_days_ahead")


class CalendarType(FieldType):
    """Read from an era and numbers, or from one text pasted as a whole or into the year."""

    hint = Hints("numeric", width="4")
    numbers: ClassVar[tuple[str, ...]]

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        parts = read_parts(definition, inputs, ("era", *self.numbers))
        return parts or super().read(definition, inputs)

    def is_empty(self, typed: Typed) -> bool:
        """An era alone says nothing: one is chosen before anything is typed."""
        if isinstance(typed, dict):
            return not any(as_parts(typed).get(part, "").strip() for part in self.numbers)
        return super().is_empty(typed)

    def parse(self, typed: Typed, whole: Callable[[str], date], build: Callable[..., date]) -> date:
        """Raises DateProblem."""
        if isinstance(typed, str):
            return whole(trimmed(typed))
        parts = as_parts(typed)
        year, *rest = (parts.get(part, "").strip() for part in self.numbers)
        if year and not any(rest):
            return _pasted(year, whole)
        if not (year and all(rest)):
            raise DateProblem("date_incomplete")
        return build(parts.get("era", ""), year, *rest)


@register("date")
class DateType(CalendarType):
    """A day, stored as YYYY-MM-DD."""

    settings_schema = DateSettings
    numbers = ("year", "month", "day")

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        try:
            day = self.parse(typed, parse_date, build_date)
        except DateProblem as problem:
            return refused(problem.code, **problem.params)
        problems = tuple(_outside(definition.settings, day, context.today))
        return Coerced(None if problems else day.isoformat(), problems)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        day = date.fromisoformat(str(value))
        if locale == "en":
            return Shown(f"{day.isoformat()} ({in_wareki(day)})")
        return Shown(f"{in_wareki(day)}（{day.year}年）")


@register("year_month")
class YearMonthType(CalendarType):
    """A month, stored as YYYY-MM."""

    settings_schema = CalendarSettings
    numbers = ("year", "month")

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        try:
            month = self.parse(typed, parse_month, build_month)
        except DateProblem as problem:
            return refused(problem.code, **problem.params)
        if definition.settings["not_future"] and month > context.today:
            return refused("date_in_future")
        return Coerced(f"{month:%Y-%m}")

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        first = date.fromisoformat(f"{value}-01")
        if locale == "en":
            return Shown(f"{first:%Y-%m}")
        return Shown(f"{year_in_wareki(first)}{first.month}月（{first.year}年）")


def _pasted(year: str, whole: Callable[[str], date]) -> date:
    """A whole date in the input for the year; a year alone is an incomplete one."""
    try:
        return whole(year)
    except DateProblem as problem:
        unreadable = problem.code in {"date_format", "year_month_format"}
        raise (DateProblem("date_incomplete") if unreadable else problem) from None


def _outside(settings: Mapping[str, Any], day: date, today: date) -> Iterable[FieldProblem]:
    """Bounds relative to the day the form is filed; the day itself is 0 days ahead."""
    if settings["not_future"] and day > today:
        yield FieldProblem("date_in_future")
        return
    earliest = [limit for limit in (settings["min"], _ahead(settings, "min", today)) if limit]
    latest = _ahead(settings, "max", today)
    if earliest and day < max(earliest):
        yield FieldProblem("date_too_early", {"min": max(earliest).isoformat()})
    elif latest and day > latest:
        yield FieldProblem("date_too_late", {"max": latest.isoformat()})


def _ahead(settings: Mapping[str, Any], which: str, today: date) -> date | None:
    days = settings[f"{which}_days_ahead"]
    return None if days is None else today + timedelta(days=days)
