"""Payments and their attempts: who may try again, what settles, what came for nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import ids
from app.core.db import lock
from app.core.errors import Conflict, NotFound
from app.treasury import policy
from app.treasury.models import Attempt, Bill, Payment, PaymentItem, Receipt
from app.treasury.service import bills, ledger
from app.treasury.service.bills import BillState
from payments.gateway import CheckoutStarted
from payments.ledger import fee_received, surplus_received
from payments.methods import PaymentMethod
from payments.money import Money
from payments.states import (
    AttemptEvent,
    AttemptState,
    IllegalTransition,
    PaymentEvent,
    PaymentState,
    next_attempt_state,
    next_payment_state,
)


class Contradiction(Conflict):
    """A gateway says something that cannot be after what it said before; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Means:
    """By whom and how somebody pays."""

    gateway: str
    method: PaymentMethod


def open_payment(session: Session, bill: Bill, now: datetime) -> Payment:
    """Return the open payment of what is owed on a bill; makes it where there is none.

    All attempts at one debt hang on one payment: whichever settles first settles it (Lesson 4).
    """
    portions = bills.portions_due(session, bill)
    amount = sum(portions.values())
    known = session.scalars(
        select(Payment)
        .join(PaymentItem, PaymentItem.payment_id == Payment.id)
        .where(
            PaymentItem.bill_id == bill.id,
            Payment.state == PaymentState.OPEN,
            Payment.amount_yen == amount,
        )
        .with_for_update(of=Payment)
    ).first()
    if known is not None:
        return known
    payment = Payment(
        id=ids.new_public_id(),
        state=PaymentState.OPEN.value,
        amount_yen=amount,
        created_at=now,
        settled_at=None,
    )
    session.add(payment)
    session.flush()
    session.add(
        PaymentItem(payment_id=payment.id, bill_id=bill.id, amount_yen=amount, portions=portions)
    )
    session.flush()
    return payment


def open_attempt(session: Session, payment: Payment, means: Means, now: datetime) -> Attempt:
    """Return the open attempt at this gateway, or a new one; a dead one frees the payer at once."""
    attempts = session.scalars(
        select(Attempt)
        .where(Attempt.payment_id == payment.id, Attempt.gateway == means.gateway)
        .order_by(Attempt.created_at)
        .with_for_update()
    )
    for attempt in attempts:
        if AttemptState(attempt.state).is_open:
            attempt.method = means.method.value
            return attempt
    return new_attempt(session, payment, means, now)


def new_attempt(session: Session, payment: Payment, means: Means, now: datetime) -> Attempt:
    attempt = Attempt(
        id=ids.new_public_id(),
        payment_id=payment.id,
        gateway=means.gateway,
        method=means.method.value,
        amount_yen=payment.amount_yen,
        state=AttemptState.CREATED.value,
        gateway_reference=None,
        redirect_url=None,
        created_at=now,
        ask_at=policy.next_asking(now, now),
        settled_at=None,
    )
    session.add(attempt)
    session.flush()
    return attempt


def note_started(attempt: Attempt, started: CheckoutStarted) -> None:
    """Keep where the gateway knows the attempt by; what it said meanwhile stays."""
    attempt.gateway_reference = started.gateway_reference
    attempt.redirect_url = started.redirect_url
    move(attempt, AttemptEvent.PENDING)


def move(attempt: Attempt, event: AttemptEvent) -> bool:
    """Take an event over into the attempt's state; say whether the money came by it.

    Raises Contradiction.
    """
    before = AttemptState(attempt.state)
    try:
        after = next_attempt_state(before, event)
    except IllegalTransition as error:
        raise Contradiction(f"attempt {attempt.id}: {error}") from error
    attempt.state = after.value
    return after is AttemptState.SETTLED and before is not AttemptState.SETTLED


def _items(session: Session, payment_id: str) -> list[PaymentItem]:
    return list(
        session.scalars(
            select(PaymentItem)
            .where(PaymentItem.payment_id == payment_id)
            .order_by(PaymentItem.bill_id)
        )
    )


def filings_of(session: Session, attempt_id: str) -> list[int]:
    """Return the filings that an attempt pays for; it never changes.  Raises NotFound."""
    attempt = session.get(Attempt, attempt_id)
    if attempt is None:
        raise NotFound(f"attempt {attempt_id}")
    found = session.scalars(
        select(Bill.submission_id)
        .join(PaymentItem, PaymentItem.bill_id == Bill.id)
        .where(PaymentItem.payment_id == attempt.payment_id)
        .distinct()
        .order_by(Bill.submission_id)
    )
    return [each for each in found if each is not None]


def is_awaited(session: Session, payment: Payment) -> bool:
    """Say whether this money is still owed: nothing settled it and no bill of it became void."""
    open_bills = all(bill.state == BillState.OPEN for bill in _bills(session, payment))
    return payment.state == PaymentState.OPEN and open_bills


def settle(session: Session, payment: Payment, attempt: Attempt, now: datetime) -> None:
    """Book the money as the fee it was asked for, give receipts, settle the bills."""
    items = _items(session, payment.id)
    portions = policy.added(item.portions for item in items)
    cash = policy.cash_account(attempt.gateway, attempt.method)
    ledger.post(session, fee_received(attempt.id, cash, policy.as_money(portions)), now)
    payment.state = next_payment_state(PaymentState(payment.state), PaymentEvent.PAID).value
    payment.settled_at = attempt.settled_at = now
    session.flush()
    for bill in _bills(session, payment):
        bills.settle_if_paid(session, bill)
        session.add(
            Receipt(id=ids.new_public_id(), bill_id=bill.id, attempt_id=attempt.id, issued_at=now)
        )
    session.flush()


def keep_surplus(session: Session, payment: Payment, attempt: Attempt, now: datetime) -> None:
    """Book money that came twice or for nothing: it is the payer's and goes back."""
    cash = policy.cash_account(attempt.gateway, attempt.method)
    entry = surplus_received(attempt.id, cash, Money(attempt.amount_yen))
    ledger.post(session, entry, now)
    attempt.settled_at = now
    if payment.state == PaymentState.OPEN:
        payment.state = next_payment_state(PaymentState.OPEN, PaymentEvent.VOIDED).value
    session.flush()


def _bills(session: Session, payment: Payment) -> Iterable[Bill]:
    return [lock(session, Bill, item.bill_id) for item in _items(session, payment.id)]
