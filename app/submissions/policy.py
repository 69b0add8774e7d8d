"""Rules of a submission that need no database: which steps apply, and when it is due."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from app.facilities.calendar import add_business_days
from app.procedures.definition import (
    Arrival,
    Clock,
    ClockUnit,
    Identity,
    IdentityMeans,
    Kind,
    ProcedureDefinition,
)
from app.submissions.states import DECIDED, Event, State
from payments.fees import FeeTiming

#: No due day lies or moves further ahead than this.
HOLIDAYS_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class DueDays:
    """Both clocks: the standard processing time and, where a law sets one, the statutory limit."""

    standard: date | None
    statutory: date | None


def due_days(clock: Clock, arrived: date, holidays: AbstractSet[date]) -> DueDays:
    """Return until when a filing is to be decided.

    The first day is not counted (民法140条).  A standard processing time (行政手続法6条) counts
    business days and stops while the citizen has to act; a statutory limit counts calendar days
    and never stops, so it is the only date there is.
    """
    if clock.days == 0:
        return DueDays(None, None)
    if clock.unit is ClockUnit.BUSINESS_DAYS:
        due = add_business_days(arrived, clock.days, holidays)
    else:
        due = arrived + timedelta(days=clock.days)
    return DueDays(due, due if clock.statutory else None)


def must_sign(identity: Identity) -> bool:
    return identity.requires is IdentityMeans.SIGNATURE


def pays_on_filing(definition: ProcedureDefinition) -> bool:
    return definition.fee.timing is FeeTiming.ON_FILING


def fixed_by_clerk(definition: ProcedureDefinition) -> bool:
    return definition.fee.timing is FeeTiming.AFTER_REVIEW


def arrives_on_filing(definition: ProcedureDefinition) -> bool:
    """Say whether the filing arrives when it is recorded; contracts arrive when they are paid.

    An advance filing never arrives: the real filing made from it at the counter does.
    """
    return definition.arrival is Arrival.ON_FILING and definition.kind is not Kind.ADVANCE


def arrives_on_payment(definition: ProcedureDefinition) -> bool:
    return definition.arrival is Arrival.ON_PAYMENT


BEFORE_REVIEW = frozenset({State.AWAITING_IDENTITY, State.AWAITING_PAYMENT, State.RECEIVED})


def has_been_reviewed(state: State) -> bool:
    """Say whether work on a running filing had begun: the refund policy tells the two apart."""
    return state not in BEFORE_REVIEW


#: What happens inside the office; a decision is nobody's business before it is published.
INTERNAL = frozenset(
    {
        Event.PROPOSED,
        Event.SENT_BACK,
        Event.APPROVED,
        Event.REJECTED,
        Event.ACKNOWLEDGED,
        Event.UNDONE,
    }
)


def public_state(state: State, events: Sequence[Event]) -> State:
    """Return the state as the citizen may know it: undecided until the decision is published."""
    hidden = DECIDED | {State.AWAITING_APPROVAL}
    if state not in hidden or (state in DECIDED and events[-1:] == [Event.PUBLISHED]):
        return state
    return State.ACKNOWLEDGED if Event.USED in events else State.IN_REVIEW


def word_of(event: str, details: Mapping[str, object]) -> str:
    """Return the key of what happened in the catalogue.

    Steps that a procedure does not ask for are in every history; say that nothing was asked.
    """
    if event == Event.IDENTITY_SATISFIED and details.get("provider") == "none":
        return "identity_not_needed"
    if event == Event.FEE_SETTLED and details.get("due") == "nothing_now":
        return "fee_not_needed"
    return event
