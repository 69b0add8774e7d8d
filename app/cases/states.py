"""The life of a decision as a table.  What is not in the table is illegal."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.errors import Conflict


class DecisionState(StrEnum):
    PROPOSED = "proposed"  #: 決裁待ち
    SENT_BACK = "sent_back"  #: 差戻し
    DECIDED = "decided"  #: not told to anybody yet; may be undone
    UNDONE = "undone"
    PUBLISHED = "published"
    REOPENED = "reopened"


class DecisionEvent(StrEnum):
    STEP_APPROVED = "step_approved"  #: somebody approved, and somebody else has to
    SENT_BACK = "sent_back"
    DECIDED = "decided"
    UNDONE = "undone"
    PUBLISHED = "published"
    REOPENED = "reopened"


TRANSITIONS: Mapping[tuple[DecisionState, DecisionEvent], DecisionState] = {
    (DecisionState.PROPOSED, DecisionEvent.STEP_APPROVED): DecisionState.PROPOSED,
    (DecisionState.PROPOSED, DecisionEvent.SENT_BACK): DecisionState.SENT_BACK,
    (DecisionState.PROPOSED, DecisionEvent.DECIDED): DecisionState.DECIDED,
    (DecisionState.DECIDED, DecisionEvent.UNDONE): DecisionState.UNDONE,
    (DecisionState.DECIDED, DecisionEvent.PUBLISHED): DecisionState.PUBLISHED,
    (DecisionState.PUBLISHED, DecisionEvent.REOPENED): DecisionState.REOPENED,
}


class IllegalDecision(Conflict):
    """The event does not exist for a decision in this state; nothing was changed."""

    code = "illegal_transition"


def next_state(state: DecisionState, event: DecisionEvent) -> DecisionState:
    """Return the state after the event.  Raises IllegalDecision."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalDecision(f"{event} in state {state}") from None
