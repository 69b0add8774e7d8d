"""States of attempts, refunds and payments: one literal table each.

A pair that leads to its own state is a harmless repeat or a late message; a pair that is
absent is illegal and raises.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class AttemptState(StrEnum):
    """One try to pay by one means.  Only SETTLED is worth money; a refund is not a state of it."""

    CREATED = "created"
    PENDING = "pending"
    UNKNOWN = "unknown"  #: the gateway gave no answer; it is asked again until there is one
    SETTLED = "settled"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_open(self) -> bool:
        """Whether the gateway still has to be asked how it ended."""
        return self in {AttemptState.CREATED, AttemptState.PENDING, AttemptState.UNKNOWN}


class AttemptEvent(StrEnum):
    """What a gateway says about an attempt, pushed or asked for."""

    PENDING = "pending"
    UNKNOWN = "unknown"
    SETTLED = "settled"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


ATTEMPT_TRANSITIONS: Mapping[tuple[AttemptState, AttemptEvent], AttemptState] = {
    (AttemptState.CREATED, AttemptEvent.PENDING): AttemptState.PENDING,
    (AttemptState.CREATED, AttemptEvent.UNKNOWN): AttemptState.UNKNOWN,
    (AttemptState.CREATED, AttemptEvent.SETTLED): AttemptState.SETTLED,
    (AttemptState.CREATED, AttemptEvent.FAILED): AttemptState.FAILED,
    (AttemptState.CREATED, AttemptEvent.CANCELLED): AttemptState.CANCELLED,
    (AttemptState.CREATED, AttemptEvent.EXPIRED): AttemptState.EXPIRED,
    (AttemptState.PENDING, AttemptEvent.PENDING): AttemptState.PENDING,
    (AttemptState.PENDING, AttemptEvent.UNKNOWN): AttemptState.UNKNOWN,
    (AttemptState.PENDING, AttemptEvent.SETTLED): AttemptState.SETTLED,
    (AttemptState.PENDING, AttemptEvent.FAILED): AttemptState.FAILED,
    (AttemptState.PENDING, AttemptEvent.CANCELLED): AttemptState.CANCELLED,
    (AttemptState.PENDING, AttemptEvent.EXPIRED): AttemptState.EXPIRED,
    (AttemptState.UNKNOWN, AttemptEvent.PENDING): AttemptState.PENDING,
    (AttemptState.UNKNOWN, AttemptEvent.UNKNOWN): AttemptState.UNKNOWN,
    (AttemptState.UNKNOWN, AttemptEvent.SETTLED): AttemptState.SETTLED,
    (AttemptState.UNKNOWN, AttemptEvent.FAILED): AttemptState.FAILED,
    (AttemptState.UNKNOWN, AttemptEvent.CANCELLED): AttemptState.CANCELLED,
    (AttemptState.UNKNOWN, AttemptEvent.EXPIRED): AttemptState.EXPIRED,
    # Settled is final: news delivered late does not undo it (Lesson 1).  A gateway that calls a
    # settled attempt cancelled or expired contradicts itself, which must be seen: absent here.
    (AttemptState.SETTLED, AttemptEvent.PENDING): AttemptState.SETTLED,
    (AttemptState.SETTLED, AttemptEvent.UNKNOWN): AttemptState.SETTLED,
    (AttemptState.SETTLED, AttemptEvent.SETTLED): AttemptState.SETTLED,
    (AttemptState.SETTLED, AttemptEvent.FAILED): AttemptState.SETTLED,
    # Dead for the payer, yet it settles when the gateway says later that the money did come
    # (Lesson 4).
    (AttemptState.FAILED, AttemptEvent.PENDING): AttemptState.FAILED,
    (AttemptState.FAILED, AttemptEvent.UNKNOWN): AttemptState.FAILED,
    (AttemptState.FAILED, AttemptEvent.SETTLED): AttemptState.SETTLED,
    (AttemptState.FAILED, AttemptEvent.FAILED): AttemptState.FAILED,
    (AttemptState.FAILED, AttemptEvent.CANCELLED): AttemptState.FAILED,
    (AttemptState.FAILED, AttemptEvent.EXPIRED): AttemptState.FAILED,
    (AttemptState.CANCELLED, AttemptEvent.PENDING): AttemptState.CANCELLED,
    (AttemptState.CANCELLED, AttemptEvent.UNKNOWN): AttemptState.CANCELLED,
    (AttemptState.CANCELLED, AttemptEvent.SETTLED): AttemptState.SETTLED,
    (AttemptState.CANCELLED, AttemptEvent.FAILED): AttemptState.CANCELLED,
    (AttemptState.CANCELLED, AttemptEvent.CANCELLED): AttemptState.CANCELLED,
    (AttemptState.CANCELLED, AttemptEvent.EXPIRED): AttemptState.CANCELLED,
    (AttemptState.EXPIRED, AttemptEvent.PENDING): AttemptState.EXPIRED,
    (AttemptState.EXPIRED, AttemptEvent.UNKNOWN): AttemptState.EXPIRED,
    (AttemptState.EXPIRED, AttemptEvent.SETTLED): AttemptState.SETTLED,
    (AttemptState.EXPIRED, AttemptEvent.FAILED): AttemptState.EXPIRED,
    (AttemptState.EXPIRED, AttemptEvent.CANCELLED): AttemptState.EXPIRED,
    (AttemptState.EXPIRED, AttemptEvent.EXPIRED): AttemptState.EXPIRED,
}


class RefundState(StrEnum):
    """Money going back from one attempt."""

    REQUESTED = "requested"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"


class RefundEvent(StrEnum):
    """What became of a refund at the gateway or at the counter."""

    SENT = "sent"
    DONE = "done"
    FAILED = "failed"
    RETRIED = "retried"


REFUND_TRANSITIONS: Mapping[tuple[RefundState, RefundEvent], RefundState] = {
    (RefundState.REQUESTED, RefundEvent.SENT): RefundState.SENT,
    (RefundState.REQUESTED, RefundEvent.DONE): RefundState.DONE,
    (RefundState.REQUESTED, RefundEvent.FAILED): RefundState.FAILED,
    (RefundState.SENT, RefundEvent.SENT): RefundState.SENT,
    (RefundState.SENT, RefundEvent.DONE): RefundState.DONE,
    (RefundState.SENT, RefundEvent.FAILED): RefundState.FAILED,
    (RefundState.FAILED, RefundEvent.FAILED): RefundState.FAILED,
    (RefundState.FAILED, RefundEvent.RETRIED): RefundState.REQUESTED,
    (RefundState.FAILED, RefundEvent.DONE): RefundState.DONE,
    (RefundState.DONE, RefundEvent.DONE): RefundState.DONE,
    (RefundState.DONE, RefundEvent.SENT): RefundState.DONE,
}


class PaymentState(StrEnum):
    """Whether what is owed is still owed."""

    OPEN = "open"
    SETTLED = "settled"
    VOID = "void"


class PaymentEvent(StrEnum):
    """What ends a payment: the money came, or it is no longer owed."""

    PAID = "paid"
    VOIDED = "voided"


# No self-loop for PAID: money that comes twice, or for nothing, is a surplus that goes back.
PAYMENT_TRANSITIONS: Mapping[tuple[PaymentState, PaymentEvent], PaymentState] = {
    (PaymentState.OPEN, PaymentEvent.PAID): PaymentState.SETTLED,
    (PaymentState.OPEN, PaymentEvent.VOIDED): PaymentState.VOID,
    (PaymentState.VOID, PaymentEvent.VOIDED): PaymentState.VOID,
}


class IllegalTransition(Exception):
    """An event that makes no sense in this state."""

    code = "illegal_transition"


_StateT = TypeVar("_StateT", bound=StrEnum)
_EventT = TypeVar("_EventT", bound=StrEnum)


def next_attempt_state(state: AttemptState, event: AttemptEvent) -> AttemptState:
    return _next(ATTEMPT_TRANSITIONS, state, event)


def next_refund_state(state: RefundState, event: RefundEvent) -> RefundState:
    return _next(REFUND_TRANSITIONS, state, event)


def next_payment_state(state: PaymentState, event: PaymentEvent) -> PaymentState:
    return _next(PAYMENT_TRANSITIONS, state, event)


def _next(
    table: Mapping[tuple[_StateT, _EventT], _StateT], state: _StateT, event: _EventT
) -> _StateT:
    try:
        return table[state, event]
    except KeyError:
        raise IllegalTransition(f"{type(state).__name__} {state}: no {event} here") from None
