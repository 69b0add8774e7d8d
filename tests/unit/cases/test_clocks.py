"""Days left on both clocks."""

from datetime import date

from app.cases import clocks

#: 2026-11-20 is a Friday, 2026-11-23 勤労感謝の日.
FRIDAY = date(2026, 11, 20)
HOLIDAYS = frozenset({date(2026, 11, 23)})


def test_the_standard_time_counts_only_days_on_which_the_city_hall_is_open() -> None:
    deadline = clocks.standard(date(2026, 11, 25), None, FRIDAY, HOLIDAYS)
    assert deadline is not None
    assert (deadline.days_left, deadline.is_late, deadline.stands_still) == (2, False, False)


def test_the_standard_time_is_late_by_business_days() -> None:
    deadline = clocks.standard(FRIDAY, None, date(2026, 11, 24), HOLIDAYS)
    assert deadline is not None
    assert (deadline.days_left, deadline.is_late) == (-1, True)


def test_the_standard_time_stands_still_while_the_citizen_has_to_act() -> None:
    deadline = clocks.standard(date(2026, 11, 25), FRIDAY, date(2026, 12, 18), HOLIDAYS)
    assert deadline is not None
    assert (deadline.days_left, deadline.stands_still) == (2, True)


def test_a_statutory_limit_counts_every_day_and_never_stands_still() -> None:
    """介護保険法27条11項."""
    deadline = clocks.statutory(date(2026, 12, 20), FRIDAY)
    assert deadline is not None
    assert (deadline.days_left, deadline.stands_still) == (30, False)


def test_a_filing_without_due_days_has_no_deadline() -> None:
    assert clocks.standard(None, None, FRIDAY, HOLIDAYS) is None
    assert clocks.statutory(None, FRIDAY) is None
