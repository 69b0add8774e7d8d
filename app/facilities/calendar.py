"""Days on which the city hall is open, and counting by them.

Closed are weekends, holidays and 29 December to 3 January.
Source: 地方自治法4条の2, and 埼玉県's note on standard processing times (標準処理期間),
which leaves these days out of the count.
"""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_open(day: date, holidays: AbstractSet[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays and not is_turn_of_the_year(day)


def is_turn_of_the_year(day: date) -> bool:
    """Say whether `day` lies between 29 December and 3 January.

    Source: 地方自治法4条の2第2項3号.
    """
    return (day.month == 12 and day.day >= 29) or (day.month == 1 and day.day <= 3)


def add_business_days(start: date, count: int, holidays: AbstractSet[date]) -> date:
    """Return the `count`-th open day after `start`, which itself is not counted (民法140条).

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"cannot count {count} days")
    day = start
    while count:
        day += ONE_DAY
        count -= is_open(day, holidays)
    return day


def business_days_between(start: date, end: date, holidays: AbstractSet[date]) -> int:
    """Return how many open days lie after `start` up to and including `end`.

    Below zero when `end` is the earlier day: that many open days too late.
    """
    if end < start:
        return -business_days_between(end, start, holidays)
    days = (end - start).days
    return sum(is_open(start + ONE_DAY * step, holidays) for step in range(1, days + 1))
