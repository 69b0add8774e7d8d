"""Starting to pay online: recorded first, then the gateway is called, then its answer is kept."""

from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session

from app.checkout import policy
from app.checkout.policy import Offer
from app.core import clock, urls
from app.core.actor import CITIZEN
from app.core.adapters import adapters
from app.core.db import lock, outside_transaction, transaction
from app.core.errors import Conflict, Invalid
from app.core.trail import Trace, record
from app.facilities import queries as facilities
from app.procedures import queries as procedures
from app.submissions.content import read_revision
from app.submissions.models import Submission
from app.submissions.reference import shown
from app.submissions.service import booking
from app.submissions.service.access import held
from app.submissions.states import State
from app.treasury.models import Attempt
from app.treasury.service import bills, payments
from app.treasury.service.payments import Means
from payments.errors import GatewayUnavailable, PaymentDeclined
from payments.gateway import CheckoutRequest
from payments.money import Money
from payments.states import AttemptEvent

log = structlog.get_logger()


class NothingToPay(Conflict):
    """Nothing is owed for this filing now."""


@dataclass(frozen=True, slots=True)
class Started:
    """Where the payer goes now; None while the gateway does not answer or has declined."""

    attempt_id: str
    redirect_url: str | None


def start_payment(reference: str, token: str | None, chosen: str) -> Started:
    """Begin to pay what is owed by an online offer, or go on with what was begun there.

    Raises NotFound, NothingToPay, Invalid for an offer that the fee does not know, NoPlaceLeft
    when what was booked is gone.
    """
    with transaction() as session:
        submission = held(session, reference, token)
        attempt = _open(session, submission, chosen)
        record(session, _trace(submission, attempt))
    if attempt.redirect_url is not None:
        return Started(attempt.id, attempt.redirect_url)
    return call_gateway(attempt, reference)


def _offer(submission: Submission, chosen: str) -> Offer:
    fee = procedures.version(submission.version_id).definition.fee
    for offer in policy.offers(fee, adapters().gateways):
        if offer.value == chosen and offer.online:
            return offer
    raise Invalid({"payment_method": "payment.how_required"})


def _open(session: Session, submission: Submission, chosen: str) -> Attempt:
    bill = bills.newest_bill(session, submission.id)
    owed = bills.owed(session, submission.id)
    if bill is None or owed <= 0 or not policy.may_pay_online(State(submission.state)):
        raise NothingToPay(f"{submission.reference} is {submission.state}, owes {owed}円")
    offer = _offer(submission, chosen)
    prolong_places(session, submission)
    now = clock.now()
    payment = payments.open_payment(session, bill, now)
    return payments.open_attempt(session, payment, Means(offer.gateway, offer.method), now)


def prolong_places(session: Session, submission: Submission) -> None:
    """Hold what was booked for as long as paying takes (Lesson 10).  Raises NoPlaceLeft.

    After the first payment the places are the filing's own.
    """
    if State(submission.state) is not State.AWAITING_PAYMENT:
        return
    definition = procedures.version(submission.version_id).definition
    values = read_revision(session, submission.id, submission.revision).answers
    booking.hold(session, submission, definition, values)


def _trace(submission: Submission, attempt: Attempt) -> Trace:
    details: dict[str, str | int] = {"attempt": attempt.id, "gateway": attempt.gateway}
    return Trace(CITIZEN, "payment.started", f"submission:{submission.id}", details)


def call_gateway(attempt: Attempt, reference: str) -> Started:
    """Open the attempt at its gateway; doing it again opens nothing new.

    Without an answer the outcome is unknown, and the gateway is asked later.
    """
    outside_transaction()
    try:
        started = adapters().gateways[attempt.gateway].start(_request(attempt, reference))
    except GatewayUnavailable as error:
        log.warning("gateway_unavailable", attempt=attempt.id, reason=str(error))
        return _note_failure(attempt.id, AttemptEvent.UNKNOWN)
    except PaymentDeclined:
        return _note_failure(attempt.id, AttemptEvent.FAILED)
    with transaction() as session:
        payments.note_started(lock(session, Attempt, attempt.id), started)
    return Started(attempt.id, started.redirect_url)


def _request(attempt: Attempt, reference: str) -> CheckoutRequest:
    """Return what the gateway learns: the city and the reference, nothing of the person."""
    city = facilities.municipality().name.plain("ja")
    return CheckoutRequest(
        attempt_id=attempt.id,
        amount=Money(attempt.amount_yen),
        description=f"{city} {shown(reference)}",
        return_url=urls.public(f"/submissions/{reference}/pay/result"),
    )


def _note_failure(attempt_id: str, event: AttemptEvent) -> Started:
    with transaction() as session:
        payments.move(lock(session, Attempt, attempt_id), event)
    return Started(attempt_id, None)
