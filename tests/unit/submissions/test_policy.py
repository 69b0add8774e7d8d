"""Due days and what the citizen may know, by pure rules."""

from datetime import date

import pytest

from app.procedures.definition import Clock, ClockUnit, Confidence
from app.submissions.policy import DueDays, due_days, public_state, word_of
from app.submissions.states import Event, State

NO_HOLIDAYS: frozenset[date] = frozenset()


def clock(days: int, unit: ClockUnit, *, statutory: bool = False) -> Clock:
    return Clock(
        days=days,
        unit=unit,
        exclude_first_day=True,
        pauses_in=(),
        statutory=statutory,
        extension_notice=statutory,
        basis="test",
        source="test",
        confidence=Confidence.HIGH,
    )


def test_ten_business_days_over_two_weekends_end_a_fortnight_later() -> None:
    """埼玉県's example: ten days with two weekends are due on the fourteenth day after filing."""
    due = due_days(clock(10, ClockUnit.BUSINESS_DAYS), date(2026, 6, 1), NO_HOLIDAYS)
    assert due == DueDays(date(2026, 6, 15), None)


def test_a_statutory_limit_counts_calendar_days() -> None:
    """介護保険法27条11項: within thirty days."""
    days = clock(30, ClockUnit.CALENDAR_DAYS, statutory=True)
    assert due_days(days, date(2026, 4, 29), NO_HOLIDAYS) == DueDays(
        date(2026, 5, 29), date(2026, 5, 29)
    )


def test_nothing_is_due_where_nothing_is_decided() -> None:
    days = clock(0, ClockUnit.BUSINESS_DAYS)
    assert due_days(days, date(2026, 4, 1), NO_HOLIDAYS) == DueDays(None, None)


@pytest.mark.parametrize("decided", [State.APPROVED, State.REJECTED, State.ACKNOWLEDGED])
def test_an_unpublished_decision_looks_undecided_to_the_citizen(decided: State) -> None:
    assert public_state(decided, [Event.PROPOSED, Event(decided.value)]) is State.IN_REVIEW


def test_a_published_decision_is_shown() -> None:
    events = [Event.PROPOSED, Event.APPROVED, Event.PUBLISHED]
    assert public_state(State.APPROVED, events) is State.APPROVED


def test_a_proposal_waiting_for_approval_looks_like_review() -> None:
    assert public_state(State.AWAITING_APPROVAL, [Event.PROPOSED]) is State.IN_REVIEW


def test_a_used_advance_filing_is_shown_as_done_without_a_publication() -> None:
    assert public_state(State.ACKNOWLEDGED, [Event.USED]) is State.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("event", "details", "word"),
    [
        (Event.IDENTITY_SATISFIED, {"provider": "none"}, "identity_not_needed"),
        (Event.IDENTITY_SATISFIED, {"provider": "jpki"}, "identity_satisfied"),
        (Event.FEE_SETTLED, {"due": "nothing_now"}, "fee_not_needed"),
        (Event.FEE_SETTLED, {}, "fee_settled"),
    ],
)
def test_history_says_when_a_step_was_not_asked_for(
    event: Event, details: dict[str, str], word: str
) -> None:
    assert word_of(event, details) == word
