"""Every pair of the delivery's table, by every method."""

import itertools

import pytest

from app.delivery.states import (
    EVENTS,
    TRANSITIONS,
    DeliveryEvent,
    DeliveryState,
    IllegalDelivery,
    can,
    is_done,
    next_state,
)
from app.procedures.definition import DeliveryMethod


@pytest.mark.parametrize(
    ("state", "event", "method"),
    list(itertools.product(DeliveryState, DeliveryEvent, DeliveryMethod)),
)
def test_every_pair_not_in_the_table_or_not_of_the_method_is_refused(
    state: DeliveryState, event: DeliveryEvent, method: DeliveryMethod
) -> None:
    if (state, event) in TRANSITIONS and event in EVENTS[method]:
        assert can(state, event, method)
        assert next_state(state, event, method) is TRANSITIONS[state, event]
    else:
        assert not can(state, event, method)
        with pytest.raises(IllegalDelivery):
            next_state(state, event, method)


def test_nothing_is_posted_before_it_is_issued() -> None:
    assert not can(DeliveryState.TO_ISSUE, DeliveryEvent.POSTED, DeliveryMethod.POST)


def test_a_letter_that_came_back_is_posted_again_or_handed_over() -> None:
    back = DeliveryState.RETURNED_MAIL
    assert next_state(back, DeliveryEvent.POSTED, DeliveryMethod.POST) is DeliveryState.POSTED
    handed = next_state(back, DeliveryEvent.HANDED_OVER, DeliveryMethod.POST)
    assert handed is DeliveryState.HANDED_OVER


@pytest.mark.parametrize(
    ("state", "method", "done"),
    [
        (DeliveryState.ISSUED, DeliveryMethod.ELECTRONIC, True),
        (DeliveryState.ISSUED, DeliveryMethod.POST, False),
        (DeliveryState.POSTED, DeliveryMethod.POST, True),
        (DeliveryState.RETURNED_MAIL, DeliveryMethod.POST, False),
        (DeliveryState.HANDED_OVER, DeliveryMethod.COUNTER, True),
        (DeliveryState.TO_ISSUE, DeliveryMethod.ELECTRONIC, False),
    ],
)
def test_it_is_done_once_the_citizen_has_it_by_all_we_know(
    state: DeliveryState, method: DeliveryMethod, done: bool
) -> None:
    assert is_done(state, method) is done
