"""The life of a submission as a table.  What is not in the table is illegal."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.errors import Conflict


class State(StrEnum):
    DRAFT = "draft"
    AWAITING_IDENTITY = "awaiting_identity"
    AWAITING_PAYMENT = "awaiting_payment"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    RETURNED = "returned"  #: 補正待ち
    AWAITING_FEE = "awaiting_fee"  #: the fee was fixed in review and waits for payment
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    REJECTED = "rejected"
    ACKNOWLEDGED = "acknowledged"  #: how a notification (届出) ends; nothing was granted or refused
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"  #: ended by itself; only what has not legally arrived
    CLOSED = "closed"  #: 失効: ended by a clerk, with a reason


class Event(StrEnum):
    SUBMITTED = "submitted"
    RESUMED = "resumed"  #: back to the form before anything was signed
    IDENTITY_SATISFIED = "identity_satisfied"
    FEE_SETTLED = "fee_settled"
    TAKEN = "taken"
    RETURNED = "returned"
    CORRECTED = "corrected"
    FEE_REQUESTED = "fee_requested"
    FEE_WAIVED = "fee_waived"  #: what was asked for is not owed any more
    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    REJECTED = "rejected"
    ACKNOWLEDGED = "acknowledged"
    UNDONE = "undone"  #: a decision taken back before it was published
    PUBLISHED = "published"
    REOPENED = "reopened"  #: a published decision, with a reason and a second person
    USED = "used"  #: an advance filing became a real one at the counter
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    TIMED_OUT = "timed_out"


#: Decided; the decision may still be unpublished.
DECIDED = frozenset({State.APPROVED, State.REJECTED, State.ACKNOWLEDGED})
ENDED = DECIDED | {State.WITHDRAWN, State.EXPIRED, State.CLOSED}
#: Filed and not ended: the citizen may withdraw, a clerk may close.
RUNNING = frozenset(State) - ENDED - {State.DRAFT}

# A step that a procedure does not ask for is satisfied at once, so the line has no branches.
TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.DRAFT, Event.SUBMITTED): State.AWAITING_IDENTITY,
    (State.AWAITING_IDENTITY, Event.RESUMED): State.DRAFT,
    (State.AWAITING_IDENTITY, Event.IDENTITY_SATISFIED): State.AWAITING_PAYMENT,
    (State.AWAITING_PAYMENT, Event.FEE_SETTLED): State.RECEIVED,
    (State.RECEIVED, Event.TAKEN): State.IN_REVIEW,
    (State.RECEIVED, Event.USED): State.ACKNOWLEDGED,
    (State.IN_REVIEW, Event.TAKEN): State.IN_REVIEW,
    (State.IN_REVIEW, Event.RETURNED): State.RETURNED,
    (State.IN_REVIEW, Event.FEE_REQUESTED): State.AWAITING_FEE,
    (State.IN_REVIEW, Event.PROPOSED): State.AWAITING_APPROVAL,
    (State.RETURNED, Event.CORRECTED): State.IN_REVIEW,
    (State.RETURNED, Event.PROPOSED): State.AWAITING_APPROVAL,
    (State.AWAITING_FEE, Event.FEE_SETTLED): State.IN_REVIEW,
    (State.AWAITING_FEE, Event.FEE_REQUESTED): State.AWAITING_FEE,
    (State.AWAITING_FEE, Event.FEE_WAIVED): State.IN_REVIEW,
    (State.AWAITING_APPROVAL, Event.SENT_BACK): State.IN_REVIEW,
    (State.AWAITING_APPROVAL, Event.APPROVED): State.APPROVED,
    (State.AWAITING_APPROVAL, Event.REJECTED): State.REJECTED,
    (State.AWAITING_APPROVAL, Event.ACKNOWLEDGED): State.ACKNOWLEDGED,
    **{(state, Event.PUBLISHED): state for state in DECIDED},
    **{(state, Event.UNDONE): State.IN_REVIEW for state in DECIDED},
    **{(state, Event.REOPENED): State.IN_REVIEW for state in DECIDED},
    **{(state, Event.WITHDRAWN): State.WITHDRAWN for state in RUNNING | {State.DRAFT}},
    **{(state, Event.CLOSED): State.CLOSED for state in RUNNING},
    (State.DRAFT, Event.TIMED_OUT): State.EXPIRED,
    (State.AWAITING_IDENTITY, Event.TIMED_OUT): State.EXPIRED,
    (State.AWAITING_PAYMENT, Event.TIMED_OUT): State.EXPIRED,
    (State.RECEIVED, Event.TIMED_OUT): State.EXPIRED,
}


class IllegalTransition(Conflict):
    """The event does not exist in this state; nothing was changed."""

    code = "illegal_transition"


def next_state(state: State, event: Event) -> State:
    """Return the state after the event.  Raises IllegalTransition."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalTransition(f"{event} in state {state}") from None


def may_time_out(state: State, *, arrived: bool, advance: bool) -> bool:
    """Say whether a filing may end by itself.

    Only what has not legally arrived may, and an unused advance filing; after arrival only the
    citizen or a clerk ends a filing.  Source: 行政手続法7条 (no filing is left to lapse).
    """
    if state is State.RECEIVED:
        return advance
    waiting = {State.DRAFT, State.AWAITING_IDENTITY, State.AWAITING_PAYMENT}
    return state in waiting and not arrived
