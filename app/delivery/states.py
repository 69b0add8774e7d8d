"""The way of a document or thing to its citizen, as a table."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.errors import Conflict
from app.procedures.definition import DeliveryMethod
from app.submissions.states import State


class DeliveryState(StrEnum):
    TO_ISSUE = "to_issue"  #: 交付準備
    ISSUED = "issued"  #: 発行済み; for an electronic one the end
    POSTED = "posted"
    HANDED_OVER = "handed_over"
    RETURNED_MAIL = "returned_mail"  #: 返戻


class DeliveryEvent(StrEnum):
    ISSUED = "issued"
    POSTED = "posted"
    HANDED_OVER = "handed_over"
    CAME_BACK = "came_back"


#: Decisions that something is issued for: the document or thing, or the notice of refusal.
DELIVERED = frozenset({State.APPROVED, State.REJECTED})

TRANSITIONS: Mapping[tuple[DeliveryState, DeliveryEvent], DeliveryState] = {
    (DeliveryState.TO_ISSUE, DeliveryEvent.ISSUED): DeliveryState.ISSUED,
    (DeliveryState.ISSUED, DeliveryEvent.POSTED): DeliveryState.POSTED,
    (DeliveryState.ISSUED, DeliveryEvent.HANDED_OVER): DeliveryState.HANDED_OVER,
    (DeliveryState.POSTED, DeliveryEvent.CAME_BACK): DeliveryState.RETURNED_MAIL,
    (DeliveryState.RETURNED_MAIL, DeliveryEvent.POSTED): DeliveryState.POSTED,
    (DeliveryState.RETURNED_MAIL, DeliveryEvent.HANDED_OVER): DeliveryState.HANDED_OVER,
}
#: What a method of delivery can come to; mail that came back may be handed over at the counter.
EVENTS: Mapping[DeliveryMethod, frozenset[DeliveryEvent]] = {
    DeliveryMethod.POST: frozenset(DeliveryEvent),
    DeliveryMethod.COUNTER: frozenset({DeliveryEvent.ISSUED, DeliveryEvent.HANDED_OVER}),
    DeliveryMethod.ELECTRONIC: frozenset({DeliveryEvent.ISSUED}),
    DeliveryMethod.NONE: frozenset(),
}


class IllegalDelivery(Conflict):
    """The event does not exist in this state or for this method; nothing was changed."""

    code = "illegal_transition"


def next_state(state: DeliveryState, event: DeliveryEvent, method: DeliveryMethod) -> DeliveryState:
    """Return the state after the event.  Raises IllegalDelivery."""
    if event not in EVENTS[method] or (state, event) not in TRANSITIONS:
        raise IllegalDelivery(f"{event} in state {state} by {method}")
    return TRANSITIONS[state, event]


def can(state: DeliveryState, event: DeliveryEvent, method: DeliveryMethod) -> bool:
    return event in EVENTS[method] and (state, event) in TRANSITIONS


def is_done(state: DeliveryState, method: DeliveryMethod) -> bool:
    """Say whether nothing is left to do, as far as we know."""
    if method is DeliveryMethod.ELECTRONIC:
        return state is DeliveryState.ISSUED
    return state in {DeliveryState.POSTED, DeliveryState.HANDED_OVER}
