"""How many days are left: on the standard processing time and on a statutory limit."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from app.facilities.calendar import business_days_between


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day and how far it is; below zero when it has passed."""

    due_on: date
    days_left: int
    stands_still: bool = False

    @property
    def is_late(self) -> bool:
        return self.days_left < 0


def standard(
    due_on: date | None, stopped_on: date | None, today: date, holidays: AbstractSet[date]
) -> Deadline | None:
    """Return the standard processing time (標準処理期間), counted in business days.

    While the citizen has to act the clock stands still: days are counted from the day it stopped.
    Source: 行政手続法6条; 埼玉県's note on what is left out of the count.
    """
    if due_on is None:
        return None
    left = business_days_between(stopped_on or today, due_on, holidays)
    return Deadline(due_on, left, stands_still=stopped_on is not None)


def statutory(due_on: date | None, today: date) -> Deadline | None:
    """Return the statutory limit, counted in calendar days.  It never stands still.

    Source: such as 介護保険法27条11項.
    """
    return Deadline(due_on, (due_on - today).days) if due_on is not None else None
