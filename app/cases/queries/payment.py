"""What a filing costs and what was paid for it, for the clerks' page."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.stored_text import from_column
from app.procedures.definition import ProcedureDefinition
from app.submissions.models import Submission
from app.treasury.models import Attempt, Bill, Payment, PaymentItem, Receipt, Refund
from app.treasury.policy import shown_receipt_number
from app.treasury.service import bills
from forms.text import LocalText
from payments.fees import FeeTiming
from payments.lines import QuoteLine

NOT_FIXED = "not_fixed"


@dataclass(frozen=True, slots=True)
class LineShown:
    label: LocalText
    quantity: int
    amount_yen: int  #: below zero for a reduction


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """One try to pay."""

    method: str
    amount_yen: int
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RefundShown:
    amount_yen: int
    reason: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentShown:
    """The bill in force, and every movement of money of the filing."""

    state: str
    lines: tuple[LineShown, ...]
    total_yen: int
    owed_yen: int
    due_on: date | None
    attempts: tuple[AttemptShown, ...]
    refunds: tuple[RefundShown, ...]
    receipts: tuple[ReceiptShown, ...]


def payment_of(
    session: Session, submission: Submission, definition: ProcedureDefinition
) -> PaymentShown | None:
    """Return None where nothing was ever to be paid."""
    bill = bills.newest_bill(session, submission.id)
    if bill is None:
        return None
    attempts = _attempts(session, submission.id)
    return PaymentShown(
        state=state_of(bill, definition),
        lines=shown_lines(bills.lines_of(bill)),
        total_yen=bill.total_yen,
        owed_yen=bills.owed(session, submission.id) if bill.state == bills.BillState.OPEN else 0,
        due_on=bill.due_on,
        attempts=tuple(
            AttemptShown(each.method, each.amount_yen, each.state, each.created_at)
            for each in attempts
        ),
        refunds=_refunds(session, [each.id for each in attempts]),
        receipts=_receipts(session, [each.id for each in attempts]),
    )


def state_of(bill: Bill, definition: ProcedureDefinition) -> str:
    """Return the bill's state; one that review has still to fix has no due day yet."""
    is_open = bill.state == bills.BillState.OPEN and bill.due_on is None
    if is_open and definition.fee.timing is FeeTiming.AFTER_REVIEW:
        return NOT_FIXED
    return bill.state


def shown_lines(lines: list[QuoteLine]) -> tuple[LineShown, ...]:
    return tuple(
        LineShown(from_column(dict(line.label)), line.quantity, line.signed_yen) for line in lines
    )


def _attempts(session: Session, submission_id: int) -> list[Attempt]:
    payments = (
        select(Payment.id)
        .join(PaymentItem, PaymentItem.payment_id == Payment.id)
        .join(Bill, Bill.id == PaymentItem.bill_id)
        .where(Bill.submission_id == submission_id)
    )
    return list(
        session.scalars(
            select(Attempt).where(Attempt.payment_id.in_(payments)).order_by(Attempt.created_at)
        )
    )


def _refunds(session: Session, attempt_ids: list[str]) -> tuple[RefundShown, ...]:
    rows = session.scalars(
        select(Refund).where(Refund.attempt_id.in_(attempt_ids)).order_by(Refund.requested_at)
    )
    return tuple(
        RefundShown(row.amount_yen, row.reason, row.state, row.requested_at) for row in rows
    )


def _receipts(session: Session, attempt_ids: list[str]) -> tuple[ReceiptShown, ...]:
    rows = session.scalars(
        select(Receipt).where(Receipt.attempt_id.in_(attempt_ids)).order_by(Receipt.number)
    )
    return tuple(ReceiptShown(row.id, shown_receipt_number(row.number)) for row in rows)
