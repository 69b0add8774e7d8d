"""Counting open days."""

from datetime import date

import pytest

from app.facilities.calendar import add_business_days, business_days_between, is_open

BUNKA_NO_HI = date(2026, 11, 3)
HOLIDAYS = frozenset({BUNKA_NO_HI, date(2027, 1, 1), date(2027, 1, 11)})


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 11, 2), True),  # Monday
        (BUNKA_NO_HI, False),
        (date(2026, 11, 7), False),  # Saturday
        (date(2026, 11, 8), False),  # Sunday
        (date(2026, 12, 28), True),
        (date(2026, 12, 29), False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), False),
        (date(2025, 1, 3), False),  # a Friday
        (date(2027, 1, 4), True),
    ],
)
def test_weekends_holidays_and_the_turn_of_the_year_are_closed(day: date, open_: bool) -> None:
    assert is_open(day, HOLIDAYS) is open_


def test_ten_days_with_two_weekends_end_after_fourteen() -> None:
    assert add_business_days(date(2026, 11, 9), 10, HOLIDAYS) == date(2026, 11, 23)


def test_the_first_day_is_not_counted() -> None:
    assert add_business_days(date(2026, 11, 9), 1, HOLIDAYS) == date(2026, 11, 10)
    assert business_days_between(date(2026, 11, 9), date(2026, 11, 9), HOLIDAYS) == 0


def test_a_holiday_moves_the_end() -> None:
    assert add_business_days(date(2026, 11, 2), 1, HOLIDAYS) == date(2026, 11, 4)


def test_counting_goes_on_after_the_turn_of_the_year() -> None:
    assert add_business_days(date(2026, 12, 28), 1, HOLIDAYS) == date(2027, 1, 4)
    assert business_days_between(date(2026, 12, 28), date(2027, 1, 4), HOLIDAYS) == 1


def test_filing_on_a_saturday_counts_from_monday() -> None:
    assert add_business_days(date(2026, 11, 7), 1, HOLIDAYS) == date(2026, 11, 9)


def test_no_days_are_the_same_day() -> None:
    assert add_business_days(date(2026, 11, 7), 0, HOLIDAYS) == date(2026, 11, 7)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_business_days(date(2026, 11, 7), -1, HOLIDAYS)


def test_days_too_late_are_negative() -> None:
    assert business_days_between(date(2026, 11, 11), date(2026, 11, 9), HOLIDAYS) == -2


@pytest.mark.parametrize("count", range(0, 30, 7))
def test_adding_and_counting_agree(count: int) -> None:
    start = date(2026, 12, 25)
    assert (
        business_days_between(start, add_business_days(start, count, HOLIDAYS), HOLIDAYS) == count
    )
