"""The life of one identity check, as a table."""

from collections.abc import Mapping
from enum import StrEnum

from identity.errors import IllegalTransition


class CheckState(StrEnum):
    CREATED = "created"
    STARTED = "started"
    RESPONDED = "responded"
    VERIFIED = "verified"
    REJECTED = "rejected"
    EXPIRED = "expired"
    PENDING_REVOCATION = "pending_revocation"
    CANCELLED = "cancelled"


class CheckEvent(StrEnum):
    STARTED = "started"
    ANSWERED = "answered"
    PASSED = "passed"
    REFUSED = "refused"
    MAY_RETRY = "may_retry"  #: refused, but the same challenge may be answered again
    REVOCATION_UNKNOWN = "revocation_unknown"
    TIMED_OUT = "timed_out"
    CANCELLED = "cancelled"


# A check that waits for revocation data does not time out: the filing has legally arrived.
TRANSITIONS: Mapping[tuple[CheckState, CheckEvent], CheckState] = {
    (CheckState.CREATED, CheckEvent.STARTED): CheckState.STARTED,
    (CheckState.CREATED, CheckEvent.TIMED_OUT): CheckState.EXPIRED,
    (CheckState.CREATED, CheckEvent.CANCELLED): CheckState.CANCELLED,
    (CheckState.STARTED, CheckEvent.ANSWERED): CheckState.RESPONDED,
    (CheckState.STARTED, CheckEvent.TIMED_OUT): CheckState.EXPIRED,
    (CheckState.STARTED, CheckEvent.CANCELLED): CheckState.CANCELLED,
    (CheckState.RESPONDED, CheckEvent.PASSED): CheckState.VERIFIED,
    (CheckState.RESPONDED, CheckEvent.REFUSED): CheckState.REJECTED,
    (CheckState.RESPONDED, CheckEvent.MAY_RETRY): CheckState.STARTED,
    (CheckState.RESPONDED, CheckEvent.REVOCATION_UNKNOWN): CheckState.PENDING_REVOCATION,
    (CheckState.RESPONDED, CheckEvent.TIMED_OUT): CheckState.EXPIRED,
    (CheckState.RESPONDED, CheckEvent.CANCELLED): CheckState.CANCELLED,
    (CheckState.PENDING_REVOCATION, CheckEvent.PASSED): CheckState.VERIFIED,
    (CheckState.PENDING_REVOCATION, CheckEvent.REFUSED): CheckState.REJECTED,
    (CheckState.PENDING_REVOCATION, CheckEvent.REVOCATION_UNKNOWN): CheckState.PENDING_REVOCATION,
    (CheckState.PENDING_REVOCATION, CheckEvent.CANCELLED): CheckState.CANCELLED,
}

FINAL_STATES = frozenset(
    {CheckState.VERIFIED, CheckState.REJECTED, CheckState.EXPIRED, CheckState.CANCELLED}
)


def next_state(state: CheckState, event: CheckEvent) -> CheckState:
    """Return the state after the event.  Raises IllegalTransition for a pair not in the table."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalTransition(f"{event} in state {state}") from None
