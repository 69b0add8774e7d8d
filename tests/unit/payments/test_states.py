"""Attempts, refunds and payments move only as their tables say."""

import itertools

import pytest

from payments.states import (
    ATTEMPT_TRANSITIONS,
    PAYMENT_TRANSITIONS,
    REFUND_TRANSITIONS,
    AttemptEvent,
    AttemptState,
    IllegalTransition,
    PaymentEvent,
    PaymentState,
    RefundEvent,
    RefundState,
    next_attempt_state,
    next_payment_state,
    next_refund_state,
)

DEAD = [AttemptState.FAILED, AttemptState.CANCELLED, AttemptState.EXPIRED]


@pytest.mark.parametrize(("state", "event"), list(itertools.product(AttemptState, AttemptEvent)))
def test_every_pair_of_an_attempt_is_in_the_table_or_refused(
    state: AttemptState, event: AttemptEvent
) -> None:
    if (state, event) in ATTEMPT_TRANSITIONS:
        assert next_attempt_state(state, event) is ATTEMPT_TRANSITIONS[state, event]
    else:
        with pytest.raises(IllegalTransition):
            next_attempt_state(state, event)


@pytest.mark.parametrize(("state", "event"), list(itertools.product(RefundState, RefundEvent)))
def test_every_pair_of_a_refund_is_in_the_table_or_refused(
    state: RefundState, event: RefundEvent
) -> None:
    if (state, event) in REFUND_TRANSITIONS:
        assert next_refund_state(state, event) is REFUND_TRANSITIONS[state, event]
    else:
        with pytest.raises(IllegalTransition):
            next_refund_state(state, event)


@pytest.mark.parametrize(("state", "event"), list(itertools.product(PaymentState, PaymentEvent)))
def test_every_pair_of_a_payment_is_in_the_table_or_refused(
    state: PaymentState, event: PaymentEvent
) -> None:
    if (state, event) in PAYMENT_TRANSITIONS:
        assert next_payment_state(state, event) is PAYMENT_TRANSITIONS[state, event]
    else:
        with pytest.raises(IllegalTransition):
            next_payment_state(state, event)


@pytest.mark.parametrize("state", [*DEAD, AttemptState.UNKNOWN, AttemptState.CREATED])
def test_late_success_settles_an_attempt_given_up_lesson_4(state: AttemptState) -> None:
    assert next_attempt_state(state, AttemptEvent.SETTLED) is AttemptState.SETTLED


@pytest.mark.parametrize(
    "late", [AttemptEvent.PENDING, AttemptEvent.UNKNOWN, AttemptEvent.FAILED, AttemptEvent.SETTLED]
)
def test_news_delivered_late_does_not_undo_success_lesson_1(late: AttemptEvent) -> None:
    assert next_attempt_state(AttemptState.SETTLED, late) is AttemptState.SETTLED


@pytest.mark.parametrize("lie", [AttemptEvent.CANCELLED, AttemptEvent.EXPIRED])
def test_settled_attempt_called_off_is_a_contradiction(lie: AttemptEvent) -> None:
    with pytest.raises(IllegalTransition, match="settled"):
        next_attempt_state(AttemptState.SETTLED, lie)


def test_attempt_is_open_until_it_is_settled_or_dead_lesson_6() -> None:
    closed = {each for each in AttemptState if not each.is_open}
    dead = {AttemptState.FAILED, AttemptState.CANCELLED, AttemptState.EXPIRED}
    assert closed == dead | {AttemptState.SETTLED}


def test_second_payment_never_settles_a_settled_one_lesson_7() -> None:
    with pytest.raises(IllegalTransition):
        next_payment_state(PaymentState.SETTLED, PaymentEvent.PAID)


def test_failed_refund_can_be_tried_again() -> None:
    assert next_refund_state(RefundState.FAILED, RefundEvent.RETRIED) is RefundState.REQUESTED
