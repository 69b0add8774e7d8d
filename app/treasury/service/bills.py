"""Bills: what a filing owes, line by line, as it was worked out on a day."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import ids
from app.treasury import policy
from app.treasury.models import Bill, Payment, PaymentItem, Refund
from payments.lines import LineKind, QuoteLine, by_account
from payments.money import Money
from payments.quote import Quote
from payments.taxes import TaxClass


class BillState(StrEnum):
    OPEN = "open"
    SETTLED = "settled"
    VOID = "void"  #: replaced by a later bill, or its filing ended unpaid


def assess(session: Session, submission_id: int, quote: Quote, now: datetime) -> Bill:
    """Store the bill of a filing; it replaces an earlier one that is not settled yet."""
    void_open_bills(session, submission_id)
    bill = Bill(
        id=ids.new_public_id(),
        submission_id=submission_id,
        number=len(bills_of(session, submission_id)) + 1,
        state=BillState.OPEN.value,
        lines=[line_document(line) for line in quote.lines],
        total_yen=quote.total.yen,
        created_at=now,
        due_on=None,
    )
    session.add(bill)
    session.flush()
    settle_if_paid(session, bill)
    return bill


def settle_if_paid(session: Session, bill: Bill) -> None:
    """Settle the bill in force once nothing is owed any more."""
    if bill.submission_id is None or owed(session, bill.submission_id) <= 0:
        bill.state = BillState.SETTLED.value


def bills_of(session: Session, submission_id: int) -> list[Bill]:
    return list(
        session.scalars(
            select(Bill).where(Bill.submission_id == submission_id).order_by(Bill.number)
        )
    )


def newest_bill(session: Session, submission_id: int) -> Bill | None:
    """Return the bill in force, or None where nothing was ever to be paid."""
    return next(reversed(bills_of(session, submission_id)), None)


def settled_bill(session: Session, submission_id: int) -> Bill | None:
    """Return the last bill that was paid, or None."""
    settled = [b for b in bills_of(session, submission_id) if b.state == BillState.SETTLED]
    return settled[-1] if settled else None


def owed(session: Session, submission_id: int) -> int:
    """Return what is still to be paid, in yen; below zero: what was paid too much."""
    bill = newest_bill(session, submission_id)
    return bill.total_yen - received(session, submission_id) if bill is not None else 0


def received(session: Session, submission_id: int) -> int:
    """Return what settled for this filing less what goes back, in yen."""
    return sum(received_by_account(session, submission_id).values())


def received_by_account(session: Session, submission_id: int) -> dict[str, int]:
    """Return what settled for this filing less what goes back, in yen by revenue account.

    An attempt that did not settle counts nothing (Lesson 2), a surplus that goes back neither
    (Lesson 7).
    """
    settled = session.scalars(
        select(PaymentItem.portions)
        .join(Bill, Bill.id == PaymentItem.bill_id)
        .join(Payment, Payment.id == PaymentItem.payment_id)
        .where(Bill.submission_id == submission_id, Payment.settled_at.is_not(None))
    )
    returned = session.scalars(
        select(Refund.portions)
        .join(Bill, Bill.id == Refund.bill_id)
        .where(Bill.submission_id == submission_id)
    )
    return policy.less(policy.added(settled), policy.added(returned))


def portions_due(session: Session, bill: Bill) -> dict[str, int]:
    """Return how what is still owed on this bill divides over revenue accounts, in yen."""
    if bill.submission_id is None:
        return asked_by_account(bill)
    paid = received_by_account(session, bill.submission_id)
    wanted = policy.less(asked_by_account(bill), paid)
    return policy.up_to(max(bill.total_yen - sum(paid.values()), 0), wanted)


def asked_by_account(bill: Bill) -> dict[str, int]:
    return {account: money.yen for account, money in by_account(lines_of(bill)).items()}


def void_open_bills(session: Session, submission_id: int) -> None:
    for bill in bills_of(session, submission_id):
        if bill.state == BillState.OPEN:
            bill.state = BillState.VOID.value


def line_document(line: QuoteLine) -> dict[str, Any]:
    """Return a line as stored: with the edition and account it came from."""
    return {
        "key": line.key,
        "label": dict(line.label),
        "kind": line.kind.value,
        "unit_price_yen": line.unit_price.yen,
        "quantity": line.quantity,
        "account": line.account,
        "tax": line.tax.value,
        "refund_policy": line.refund_policy,
        "table": line.table,
        "price_row": line.price_row,
        "edition": line.edition.isoformat() if line.edition else None,
        "row": line.row,
    }


def line_of(document: Mapping[str, Any]) -> QuoteLine:
    return QuoteLine(
        key=document["key"],
        label=document["label"],
        kind=LineKind(document["kind"]),
        unit_price=Money(document["unit_price_yen"]),
        quantity=document["quantity"],
        account=document["account"],
        tax=TaxClass(document["tax"]),
        refund_policy=document["refund_policy"],
        table=document["table"],
        price_row=document["price_row"],
        edition=date.fromisoformat(document["edition"]) if document["edition"] else None,
        row=document["row"],
    )


def lines_of(bill: Bill) -> list[QuoteLine]:
    return [line_of(document) for document in bill.lines]
