"""Every pair of the decision's table, and every pair that is not in it."""

import itertools

import pytest

from app.cases.states import (
    TRANSITIONS,
    DecisionEvent,
    DecisionState,
    IllegalDecision,
    next_state,
)


@pytest.mark.parametrize(("state", "event"), list(itertools.product(DecisionState, DecisionEvent)))
def test_every_pair_not_in_the_table_is_refused(state: DecisionState, event: DecisionEvent) -> None:
    if (state, event) in TRANSITIONS:
        assert next_state(state, event) is TRANSITIONS[state, event]
    else:
        with pytest.raises(IllegalDecision):
            next_state(state, event)


def test_a_published_decision_changes_only_by_reopening() -> None:
    events = {event for state, event in TRANSITIONS if state is DecisionState.PUBLISHED}
    assert events == {DecisionEvent.REOPENED}
