"""What a gateway's news does: settle once, or send the money back."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.checkout.policy import WAITING
from app.core import clock
from app.core.actor import Actor, system
from app.core.db import lock, transaction
from app.core.errors import Conflict, NotFound
from app.core.jobs import defer
from app.core.trail import Trace, record
from app.facilities import service as places
from app.procedures import queries as procedures
from app.submissions.models import Submission
from app.submissions.service import booking, filing
from app.submissions.service.endings import end
from app.submissions.states import ENDED, Event, State, may_time_out
from app.treasury.models import Attempt, GatewayDelivery, Payment
from app.treasury.service import bills, payments, refunds
from payments.gateway import GatewayEvent
from payments.money import Money
from payments.states import AttemptEvent


class WrongAmount(Conflict):
    """The gateway speaks of another amount than was asked for; nothing was stored."""


def record_event(gateway: str, event: GatewayEvent) -> None:
    """Apply one event to its attempt and, when it settles, to the filing it pays for.

    Idempotent: an event counts as seen only in the transaction that applied it (Lesson 5), and
    any number of events, polls and return visits settle once (Lesson 1).
    Raises NotFound, WrongAmount, Contradiction.
    """
    with transaction() as session:
        attempt, filings = lock_attempt(session, event.attempt_id)
        if attempt.gateway != gateway:
            raise NotFound(f"attempt {event.attempt_id} at {gateway}")
        if session.get(GatewayDelivery, (gateway, event.event_id)) is not None:
            return
        if Money(attempt.amount_yen) != event.amount:
            raise WrongAmount(f"{attempt.id}: {event.amount}, asked for {attempt.amount_yen}円")
        apply(session, attempt, event.event, filings, system(gateway))
        session.add(
            GatewayDelivery(
                gateway=gateway, event_id=event.event_id, attempt_id=attempt.id, at=clock.now()
            )
        )


def lock_attempt(session: Session, attempt_id: str) -> tuple[Attempt, Sequence[Submission]]:
    """Return an attempt and the filings it pays for, locked.  Raises NotFound.

    The filings first, as in every other service, so that nobody waits in a circle.
    """
    filings = [lock(session, Submission, each) for each in payments.filings_of(session, attempt_id)]
    return lock(session, Attempt, attempt_id), filings


def apply(
    session: Session,
    attempt: Attempt,
    event: AttemptEvent,
    filings: Sequence[Submission],
    actor: Actor,
) -> None:
    """Take what a gateway says over; everything it needs is locked.  Raises Contradiction."""
    if not payments.move(attempt, event):
        return
    payment = lock(session, Payment, attempt.payment_id)
    ended = any(State(one.state) in ENDED for one in filings)
    lapsed = [one for one in filings if not _keeps_its_places(session, one)]
    if payments.is_awaited(session, payment) and not ended and not lapsed:
        _settle(session, payment, attempt, filings, actor)
        return
    _send_back(session, payment, attempt, filings, actor)
    for submission in lapsed:
        _end_unarrived(session, submission, actor)


def _keeps_its_places(session: Session, submission: Submission) -> bool:
    """Make held places the filing's own; say no when somebody else has them (Lesson 10).

    Asked before anything is booked: a place that is gone leaves nothing to take back.
    """
    if State(submission.state) is not State.AWAITING_PAYMENT:
        return True
    definition = procedures.version(submission.version_id).definition
    try:
        booking.confirm(session, submission, definition)
    except places.HoldLapsed:
        return False
    return True


def _settle(
    session: Session,
    payment: Payment,
    attempt: Attempt,
    filings: Sequence[Submission],
    actor: Actor,
) -> None:
    payments.settle(session, payment, attempt, clock.now())
    _trace(session, "payment.settled", attempt, filings, actor)
    for submission in filings:
        nothing_owed = bills.owed(session, submission.id) <= 0
        if nothing_owed and State(submission.state) in WAITING:
            filing.settle_fee(session, submission, actor, attempt=attempt.id)


def _send_back(
    session: Session,
    payment: Payment,
    attempt: Attempt,
    filings: Sequence[Submission],
    actor: Actor,
) -> None:
    """Money that came twice, too late or for nothing goes back by itself, and people are told."""
    now = clock.now()
    payments.keep_surplus(session, payment, attempt, now)
    refund = refunds.return_surplus(session, attempt, now)
    _trace(session, "payment.surplus", attempt, filings, actor)
    for submission in filings:
        defer(session, "notices.money_returned", submission_id=submission.id, refund_id=refund.id)


def _end_unarrived(session: Session, submission: Submission, actor: Actor) -> None:
    """End a filing without its place; one that has arrived is ended by people only."""
    arrived = submission.arrived_at is not None
    if not may_time_out(State(submission.state), arrived=arrived, advance=False):
        return
    end(session, submission, Event.TIMED_OUT, actor, lapse="place")


def _trace(
    session: Session, action: str, attempt: Attempt, filings: Sequence[Submission], actor: Actor
) -> None:
    details: dict[str, str | int] = {"attempt": attempt.id, "yen": attempt.amount_yen}
    for submission in filings:
        record(session, Trace(actor, action, f"submission:{submission.id}", details))
