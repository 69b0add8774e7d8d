"""Asking gateways how open attempts ended: news that was lost is fetched (Lesson 3)."""

import structlog
from sqlalchemy import select

from app.accounts.permissions import Member, Permission
from app.checkout.service import authority, settling, starting
from app.core import clock
from app.core.actor import Actor, staff, system
from app.core.adapters import adapters
from app.core.db import outside_transaction, reading, transaction
from app.submissions.models import Submission
from app.submissions.service.access import held
from app.treasury import policy
from app.treasury.models import Attempt, Bill, PaymentItem
from payments.errors import PaymentError
from payments.states import AttemptEvent, AttemptState

ASKING = system("checkout.ask_gateways")
OPEN = [state.value for state in AttemptState if state.is_open]

log = structlog.get_logger()


def due() -> list[str]:
    """Return the open attempts whose gateway is to be asked now."""
    with reading() as session:
        return list(
            session.scalars(
                select(Attempt.id)
                .where(Attempt.state.in_(OPEN), Attempt.ask_at <= clock.now())
                .order_by(Attempt.ask_at)
            )
        )


def ask_as_holder(reference: str, token: str | None) -> None:
    """Ask about a filing's open attempts when its payer comes back.  Raises NotFound."""
    with transaction() as session:
        submission_id = held(session, reference, token).id
    ask_about(submission_id)


def ask_as_clerk(member: Member, reference: str) -> None:
    """Ask about a filing's open attempts at once.  Raises NotFound, NotAllowed."""
    with reading() as session:
        submission = authority.visible(session, member, reference, Permission.MONEY_TAKE)
    ask_about(submission.id, staff(member.id))


def ask_about(submission_id: int, actor: Actor = ASKING) -> None:
    """Ask about everything that is open for a filing."""
    with reading() as session:
        waiting = session.scalars(
            select(Attempt.id)
            .join(PaymentItem, PaymentItem.payment_id == Attempt.payment_id)
            .join(Bill, Bill.id == PaymentItem.bill_id)
            .where(Bill.submission_id == submission_id, Attempt.state.in_(OPEN))
        ).all()
    for attempt_id in waiting:
        ask(attempt_id, actor)


def ask(attempt_id: str, actor: Actor = ASKING) -> None:
    """Ask the gateway of one attempt and apply its answer; no answer leaves it open."""
    attempt, reference = _facts(attempt_id)
    if not AttemptState(attempt.state).is_open:
        return
    event = _answer(attempt, reference)
    with transaction() as session:
        fresh, filings = settling.lock_attempt(session, attempt_id)
        fresh.ask_at = policy.next_asking(fresh.created_at, clock.now())
        if event is not None:
            settling.apply(session, fresh, event, filings, actor)


def _facts(attempt_id: str) -> tuple[Attempt, str]:
    with reading() as session:
        reference = session.scalars(
            select(Submission.reference)
            .join(Bill, Bill.submission_id == Submission.id)
            .join(PaymentItem, PaymentItem.bill_id == Bill.id)
            .join(Attempt, Attempt.payment_id == PaymentItem.payment_id)
            .where(Attempt.id == attempt_id)
            .limit(1)
        ).one()
        return session.get_one(Attempt, attempt_id), reference


def _answer(attempt: Attempt, reference: str) -> AttemptEvent | None:
    """Return what the gateway says; one that never answered the start is started once more."""
    outside_transaction()
    try:
        if attempt.gateway_reference is None:
            starting.call_gateway(attempt, reference)
            return None
        return adapters().gateways[attempt.gateway].status(attempt.gateway_reference)
    except PaymentError as error:
        log.warning("gateway_asked_in_vain", attempt=attempt.id, code=error.code)
        return AttemptEvent.UNKNOWN
