"""Which message follows which change: a message says what happened (Lesson 28)."""

from collections.abc import Mapping

from app.procedures.definition import DeliveryMethod, ProcedureDefinition
from app.submissions.states import Event, State

#: Event and the state it led to → key of the message's texts.
KINDS: Mapping[tuple[Event, State], str] = {
    (Event.FEE_SETTLED, State.RECEIVED): "received",
    (Event.FEE_SETTLED, State.IN_REVIEW): "fee_received",
    (Event.RETURNED, State.RETURNED): "correction_requested",
    (Event.CORRECTED, State.IN_REVIEW): "correction_received",
    (Event.FEE_REQUESTED, State.AWAITING_FEE): "fee_requested",
    (Event.FEE_WAIVED, State.IN_REVIEW): "fee_waived",
    (Event.PUBLISHED, State.APPROVED): "approved",
    (Event.PUBLISHED, State.REJECTED): "rejected",
    (Event.PUBLISHED, State.ACKNOWLEDGED): "acknowledged",
    (Event.REOPENED, State.IN_REVIEW): "reopened",
    (Event.WITHDRAWN, State.WITHDRAWN): "withdrawn",
    (Event.CLOSED, State.CLOSED): "closed",
}


def kind_of(event: str, to_state: str) -> str | None:
    """Return what the citizen is told, or None where nothing is to be told."""
    return KINDS.get((Event(event), State(to_state)))


def remarks(kind: str, definition: ProcedureDefinition) -> tuple[str, ...]:
    """Return the keys of what a message adds, which not every procedure has: receipt and appeal."""
    delivered = definition.delivery.method is not DeliveryMethod.NONE
    if kind == "approved" and delivered:
        return ("how_to_receive",)
    if kind == "rejected" and definition.appeal is not None:
        return ("how_to_appeal",)
    return ()
