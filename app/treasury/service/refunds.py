"""Refunds: asked for in a transaction, sent to the gateway outside of any, booked when done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock, ids
from app.core.actor import Actor, system
from app.core.adapters import adapters
from app.core.db import lock, outside_transaction, reading, transaction
from app.core.errors import Conflict
from app.core.jobs import defer
from app.core.trail import Trace, record
from app.treasury import policy
from app.treasury.models import Attempt, Bill, PaymentItem, Receipt, Refund
from app.treasury.policy import Share, Source, Yen
from app.treasury.service import ledger
from payments.errors import AttemptConflict, RefundRefused, UnknownReference
from payments.ledger import Entry, fee_refunded, surplus_returned
from payments.money import Money
from payments.states import (
    IllegalTransition,
    RefundEvent,
    RefundState,
    next_refund_state,
)

SENDER = system("treasury.send_refund")
#: A refund that waits longer was forgotten by its own job, as when a gateway was down for hours.
FORGOTTEN_AFTER = timedelta(minutes=10)

log = structlog.get_logger()


class RefundMoved(Conflict):
    """The refund is no longer where this could be done to it; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why money goes back: a reason, and the history row it follows from where there is one."""

    reason: str
    event_id: int | None = None


def return_surplus(session: Session, attempt: Attempt, now: datetime) -> Refund:
    """Ask for all the money of one attempt to go back.  The fee stays as it is (Lesson 7)."""
    return _request(session, _row(attempt.id, Money(attempt.amount_yen), policy.SURPLUS, now))


def return_fee(
    session: Session, submission_id: int, wanted: Yen, cause: Cause, now: datetime
) -> list[Refund]:
    """Ask for a fee, or a part of it, to go back through the attempts it came by, newest first."""
    shares = policy.share_out(wanted, sources(session, submission_id))
    return [_request(session, _row_of(share, cause, now)) for share in shares]


def _row_of(share: Share, cause: Cause, now: datetime) -> Refund:
    row = _row(share.source.attempt_id, Money(share.yen), cause.reason, now)
    row.bill_id = share.source.bill_id
    row.portions = dict(share.portions)
    row.event_id = cause.event_id
    return row


def _row(attempt_id: str, amount: Money, reason: str, now: datetime) -> Refund:
    return Refund(
        id=ids.new_public_id(),
        attempt_id=attempt_id,
        bill_id=None,
        amount_yen=amount.yen,
        portions={},
        reason=reason,
        event_id=None,
        state=RefundState.REQUESTED.value,
        requested_at=now,
        done_at=None,
    )


def _request(session: Session, row: Refund) -> Refund:
    session.add(row)
    session.flush()
    defer(session, "treasury.send_refund", refund_id=row.id)
    return row


def sources(session: Session, submission_id: int) -> list[Source]:
    """Return what each settled attempt still holds for this filing's bills, newest first."""
    rows = session.execute(
        select(Receipt.attempt_id, Receipt.bill_id, PaymentItem.portions)
        .join(Attempt, Attempt.id == Receipt.attempt_id)
        .join(
            PaymentItem,
            (PaymentItem.payment_id == Attempt.payment_id)
            & (PaymentItem.bill_id == Receipt.bill_id),
        )
        .join(Bill, Bill.id == Receipt.bill_id)
        .where(Bill.submission_id == submission_id)
        .order_by(Receipt.number.desc())
    ).all()
    return [
        Source(attempt_id, bill_id, policy.less(portions, _returned(session, attempt_id, bill_id)))
        for attempt_id, bill_id, portions in rows
    ]


def _returned(session: Session, attempt_id: str, bill_id: str) -> Yen:
    return policy.added(
        session.scalars(
            select(Refund.portions).where(
                Refund.attempt_id == attempt_id, Refund.bill_id == bill_id
            )
        )
    )


def has_followed(session: Session, event_id: int) -> bool:
    """Say whether refunds were asked for because of this history row already."""
    return session.scalars(select(Refund.id).where(Refund.event_id == event_id)).first() is not None


def forgotten() -> list[str]:
    """Return the refunds that nobody has sent for a while."""
    with reading() as session:
        return list(
            session.scalars(
                select(Refund.id).where(
                    Refund.state == RefundState.REQUESTED,
                    Refund.requested_at < clock.now() - FORGOTTEN_AFTER,
                )
            )
        )


def send(refund_id: str) -> None:
    """Send a refund that was asked for; its id keeps the gateway from paying twice (Lesson 8).

    Raises GatewayUnavailable, and the job tries again.  What a gateway refuses waits for somebody.
    """
    with reading() as session:
        refund = session.get_one(Refund, refund_id)
        attempt = session.get_one(Attempt, refund.attempt_id)
    if refund.state != RefundState.REQUESTED:
        return
    outside_transaction()
    gateway = adapters().gateways[attempt.gateway]
    try:
        event = gateway.refund(attempt.gateway_reference or "", Money(refund.amount_yen), refund.id)
    except (RefundRefused, UnknownReference, AttemptConflict):
        log.exception("refund_refused", refund=refund.id)
        event = RefundEvent.FAILED
    _note(refund_id, event, SENDER)


def hand_back(refund_id: str, actor: Actor) -> None:
    """Record that a clerk handed the money back at the counter.  Raises RefundMoved."""
    _note(refund_id, RefundEvent.DONE, actor)


def retry(refund_id: str, actor: Actor) -> None:
    """Let a refused refund be sent once more.  Raises RefundMoved."""
    _note(refund_id, RefundEvent.RETRIED, actor)


def _note(refund_id: str, event: RefundEvent, actor: Actor) -> None:
    with transaction() as session:
        refund = lock(session, Refund, refund_id)
        before = RefundState(refund.state)
        try:
            after = next_refund_state(before, event)
        except IllegalTransition as error:
            raise RefundMoved(f"refund {refund_id}: {error}") from error
        refund.state = after.value
        if after is RefundState.DONE and before is not RefundState.DONE:
            now = clock.now()
            refund.done_at = now
            attempt = session.get_one(Attempt, refund.attempt_id)
            ledger.post(session, _entry(refund, attempt), now)
        if after is RefundState.REQUESTED:
            defer(session, "treasury.send_refund", refund_id=refund.id)
        record(session, Trace(actor, f"refund.{after}", f"refund:{refund.id}"))


def _entry(refund: Refund, attempt: Attempt) -> Entry:
    cash = policy.cash_account(attempt.gateway, attempt.method)
    if refund.bill_id is None:
        return surplus_returned(refund.id, cash, Money(refund.amount_yen))
    return fee_refunded(refund.id, cash, policy.as_money(refund.portions))
