"""Taking money at a counter for a filing: settled at once, with a receipt."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts.permissions import Member, Permission
from app.checkout import policy
from app.checkout.service import authority, settling
from app.checkout.service.starting import NothingToPay, prolong_places
from app.core import clock
from app.core.actor import staff
from app.core.adapters import adapters
from app.core.db import transaction
from app.core.errors import Invalid, Stale
from app.procedures import queries as procedures
from app.submissions.models import Submission
from app.submissions.reference import shown
from app.submissions.states import State
from app.treasury.models import Attempt
from app.treasury.service import bills, payments
from app.treasury.service.payments import Means
from payments.fees import FeeSchedule
from payments.gateway import CheckoutRequest
from payments.methods import PaymentMethod
from payments.money import Money
from payments.states import AttemptEvent


@dataclass(frozen=True, slots=True)
class Taking:
    """What a clerk took: the amount is the one their page showed as owed."""

    reference: str
    amount: Money
    method: PaymentMethod


def take_at_counter(member: Member, taking: Taking) -> str:
    """Settle what a filing owes with money a clerk took; return the attempt's id.

    Raises NotFound, NotAllowed, NothingToPay, Stale when another amount is owed by now, Invalid
    for a means that the fee does not allow at a counter, NoPlaceLeft when what was booked is gone.
    """
    with transaction() as session:
        submission = authority.locked(session, member, taking.reference, Permission.MONEY_TAKE)
        _check(session, submission, taking)
        prolong_places(session, submission)
        attempt = _open(session, submission, taking)
        actor = staff(member.id)
        settling.apply(session, attempt, AttemptEvent.SETTLED, [submission], actor)
        return attempt.id


def _check(session: Session, submission: Submission, taking: Taking) -> None:
    fee = procedures.version(submission.version_id).definition.fee
    owed = bills.owed(session, submission.id)
    if owed <= 0 or not policy.may_pay_at_counter(State(submission.state), fee.timing):
        raise NothingToPay(f"{submission.reference} is {submission.state}, owes {owed}円")
    if taking.method not in methods(fee):
        raise Invalid({"method": "payment.how_required"})
    if taking.amount != Money(owed):
        raise Stale(f"{submission.reference}: took {taking.amount}, owed {owed}円")


def methods(fee: FeeSchedule) -> list[PaymentMethod]:
    """Return the means a clerk may take for this fee."""
    return [method for method in fee.methods if method in policy.AT_COUNTER]


def _open(session: Session, submission: Submission, taking: Taking) -> Attempt:
    bill = bills.bills_of(session, submission.id)[-1]
    now = clock.now()
    payment = payments.open_payment(session, bill, now)
    attempt = payments.new_attempt(session, payment, Means(policy.COUNTER, taking.method), now)
    # The counter calls nobody and keeps no state, so it may be asked inside a transaction.
    request = CheckoutRequest(attempt.id, taking.amount, shown(submission.reference), return_url="")
    payments.note_started(attempt, adapters().gateways[policy.COUNTER].start(request))
    return attempt
