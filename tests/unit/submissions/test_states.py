"""The life of a submission, walked through pair by pair."""

import itertools

import pytest

from app.submissions.effects import EFFECTS
from app.submissions.states import (
    DECIDED,
    ENDED,
    RUNNING,
    TRANSITIONS,
    Event,
    IllegalTransition,
    State,
    may_time_out,
    next_state,
)


@pytest.mark.parametrize(("state", "event"), list(itertools.product(State, Event)))
def test_every_pair_not_in_the_table_is_refused(state: State, event: Event) -> None:
    if (state, event) in TRANSITIONS:
        assert next_state(state, event) is TRANSITIONS[state, event]
    else:
        with pytest.raises(IllegalTransition):
            next_state(state, event)


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached = {State.DRAFT}
    while new := {to for (start, _), to in TRANSITIONS.items() if start in reached} - reached:
        reached |= new
    assert reached == set(State)


def test_nothing_leads_out_of_an_end_but_reopening_a_decision() -> None:
    ways_out = {
        (state, event)
        for (state, event), to in TRANSITIONS.items()
        if state in ENDED and to is not state
    }
    assert ways_out == {
        (state, event) for state in DECIDED for event in (Event.UNDONE, Event.REOPENED)
    }


@pytest.mark.parametrize("state", sorted(RUNNING))
def test_the_citizen_may_withdraw_from_every_running_state(state: State) -> None:
    assert next_state(state, Event.WITHDRAWN) is State.WITHDRAWN


@pytest.mark.parametrize("state", list(State))
def test_no_filing_times_out_once_it_has_arrived(state: State) -> None:
    assert not may_time_out(state, arrived=True, advance=False)


@pytest.mark.parametrize("state", [State.DRAFT, State.AWAITING_IDENTITY, State.AWAITING_PAYMENT])
def test_what_has_not_arrived_may_time_out(state: State) -> None:
    assert may_time_out(state, arrived=False, advance=False)
    assert next_state(state, Event.TIMED_OUT) is State.EXPIRED


def test_only_an_unused_advance_filing_times_out_after_it_was_received() -> None:
    assert may_time_out(State.RECEIVED, arrived=False, advance=True)
    assert not may_time_out(State.RECEIVED, arrived=False, advance=False)


def test_there_is_no_state_for_not_accepting_a_filing() -> None:
    """行政手続法7条: a filing with a formal defect is returned for correction or refused."""
    assert next_state(State.IN_REVIEW, Event.RETURNED) is State.RETURNED
    assert next_state(State.RETURNED, Event.PROPOSED) is State.AWAITING_APPROVAL


def test_a_decision_has_no_effect_before_it_is_published() -> None:
    assert not {Event.APPROVED, Event.REJECTED, Event.ACKNOWLEDGED} & EFFECTS.keys()
    assert "notices.tell" in EFFECTS[Event.PUBLISHED]
