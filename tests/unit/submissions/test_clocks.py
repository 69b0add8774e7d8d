"""The standard processing time stops and goes on."""

from dataclasses import replace
from datetime import date

import pytest

from app.procedures.definition import Clock, ClockUnit, Confidence
from app.submissions.clocks import Standing, in_state
from app.submissions.states import State

#: 2026-11-20 is a Friday, 2026-11-23 勤労感謝の日.
FRIDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 24)
HOLIDAYS = frozenset({date(2026, 11, 23)})
DUE = date(2026, 11, 27)
BUSINESS = Clock(
    days=5,
    unit=ClockUnit.BUSINESS_DAYS,
    exclude_first_day=True,
    pauses_in=("returned", "awaiting_fee"),
    statutory=False,
    extension_notice=False,
    basis="",
    source="",
    confidence=Confidence.HIGH,
)
RUNNING, STOPPED = Standing(DUE, None), Standing(DUE, FRIDAY)


def test_the_clock_stops_when_the_citizen_has_to_act() -> None:
    assert in_state(RUNNING, BUSINESS, State.RETURNED, FRIDAY, HOLIDAYS) == STOPPED


@pytest.mark.parametrize("state", [State.RETURNED, State.AWAITING_FEE])
def test_a_stopped_clock_stays_stopped(state: State) -> None:
    assert in_state(STOPPED, BUSINESS, state, TUESDAY, HOLIDAYS) == STOPPED


def test_the_due_day_moves_by_the_business_days_it_stood_still() -> None:
    """Saturday, Sunday and the holiday between do not count."""
    moved = in_state(STOPPED, BUSINESS, State.IN_REVIEW, TUESDAY, HOLIDAYS)
    assert moved == Standing(date(2026, 11, 30), None)


def test_a_clock_of_calendar_days_moves_by_calendar_days() -> None:
    calendar = replace(BUSINESS, unit=ClockUnit.CALENDAR_DAYS)
    moved = in_state(STOPPED, calendar, State.IN_REVIEW, TUESDAY, HOLIDAYS)
    assert moved == Standing(date(2026, 12, 1), None)


def test_a_clock_that_never_pauses_goes_on() -> None:
    """介護保険法27条11項."""
    strict = replace(BUSINESS, pauses_in=(), statutory=True)
    assert in_state(RUNNING, strict, State.RETURNED, FRIDAY, HOLIDAYS) == RUNNING


def test_a_filing_without_a_due_day_has_no_clock() -> None:
    nothing = Standing(None, None)
    assert in_state(nothing, BUSINESS, State.RETURNED, FRIDAY, HOLIDAYS) == nothing
