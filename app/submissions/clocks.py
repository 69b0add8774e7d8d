"""The standard processing time stands still while the citizen has to act.

Source: 行政手続法6条, and 埼玉県's note on what is left out of it: the time for a correction and
the time until a fee is paid.  A statutory limit never stands still and is not touched here.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from app.facilities.calendar import add_business_days, business_days_between
from app.procedures.definition import Clock, ClockUnit
from app.submissions.states import State


@dataclass(frozen=True, slots=True)
class Standing:
    """Until when a filing is due, and since when that day moves (None: it does not)."""

    due_on: date | None
    stopped_on: date | None


def in_state(
    standing: Standing, clock: Clock, state: State, today: date, holidays: AbstractSet[date]
) -> Standing:
    """Return the clock as it stands after a filing has come into `state`."""
    pauses = state.value in clock.pauses_in
    if standing.due_on is None or pauses is (standing.stopped_on is not None):
        return standing
    if standing.stopped_on is None:
        return Standing(standing.due_on, today)
    return Standing(_moved(standing.due_on, standing.stopped_on, today, clock, holidays), None)


def _moved(
    due_on: date, stopped_on: date, today: date, clock: Clock, holidays: AbstractSet[date]
) -> date:
    """Return the due day, later by the days on which the clock stood still."""
    if clock.unit is ClockUnit.CALENDAR_DAYS:
        return due_on + (today - stopped_on)
    stood_still = business_days_between(stopped_on, today, holidays)
    return add_business_days(due_on, stood_still, holidays)
