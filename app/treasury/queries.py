"""Reading money: what a filing owes and paid, and what the ledger says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.db import reading
from app.treasury.models import Attempt, Bill, LedgerEntry, PaymentItem, Receipt, Refund
from app.treasury.models import LedgerLine as LedgerLineRow
from app.treasury.policy import SURPLUS, shown_receipt_number
from app.treasury.service import bills
from app.treasury.service.bills import BillState
from payments.ledger import Balance, LedgerAccount
from payments.money import ZERO, Money, total
from payments.quote import Quote
from payments.states import AttemptState


@dataclass(frozen=True, slots=True)
class BillView:
    id: str
    number: int
    state: BillState
    quote: Quote
    due_on: date | None


@dataclass(frozen=True, slots=True)
class AttemptView:
    id: str
    gateway: str
    method: str
    asked: Money
    state: AttemptState
    created_at: datetime
    settled_at: datetime | None

    @property
    def worth(self) -> Money:
        """Return what came by it: nothing unless it settled (Lesson 2)."""
        return self.asked if self.state is AttemptState.SETTLED else ZERO


@dataclass(frozen=True, slots=True)
class RefundView:
    id: str
    attempt_id: str
    amount: Money
    reason: str
    state: str
    requested_at: datetime
    done_at: datetime | None

    @property
    def is_surplus(self) -> bool:
        return self.reason == SURPLUS


@dataclass(frozen=True, slots=True)
class ReceiptView:
    id: str
    number: int
    bill_id: str
    attempt_id: str
    issued_at: datetime

    @property
    def shown_number(self) -> str:
        return shown_receipt_number(self.number)


@dataclass(frozen=True, slots=True)
class PaymentView:
    """The money of one filing; rows of each kind in the order in which they came about."""

    bills: Sequence[BillView]
    attempts: Sequence[AttemptView]
    refunds: Sequence[RefundView]
    receipts: Sequence[ReceiptView]
    owed: Money  #: still to be paid

    @property
    def amount(self) -> Money:
        """Return what the bill in force asks for."""
        return self.bills[-1].quote.total if self.bills else ZERO

    @property
    def state(self) -> str:
        """Return "none", "open", "settled", "refunded" or "void"."""
        returned = [each.amount for each in self.refunds if not each.is_surplus]
        if not self.bills or not (self.amount or returned):
            return "none"
        if returned and total(returned) >= self.amount:
            return "refunded"
        return self.bills[-1].state.value

    @property
    def newest_attempt(self) -> AttemptView | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def is_paid(self) -> bool:
        """Say whether the fee came and nothing is owed, whatever attempts failed (Lesson 4)."""
        fee_came = any(each.worth and not self.is_surplus(each) for each in self.attempts)
        return fee_came and not self.owed

    def is_surplus(self, attempt: AttemptView) -> bool:
        """Say whether the money of this attempt came twice or for nothing and goes back."""
        return any(each.is_surplus and each.attempt_id == attempt.id for each in self.refunds)


def payment_view(submission_id: int) -> PaymentView:
    """Return a filing's bills, attempts, refunds and receipts."""
    with reading() as session:
        attempts = _attempts(session, submission_id)
        attempt_ids = [each.id for each in attempts]
        return PaymentView(
            bills=[_bill_view(bill) for bill in bills.bills_of(session, submission_id)],
            attempts=attempts,
            refunds=_refunds(session, attempt_ids),
            receipts=_receipts(session, attempt_ids),
            owed=_owed(session, submission_id),
        )


def _owed(session: Session, submission_id: int) -> Money:
    """Return what is still to be paid: nothing on a bill that is void."""
    bill = bills.newest_bill(session, submission_id)
    if bill is None or bill.state != BillState.OPEN:
        return ZERO
    return Money(max(bills.owed(session, submission_id), 0))


def _bill_view(bill: Bill) -> BillView:
    quote = Quote(tuple(bills.lines_of(bill)))
    return BillView(bill.id, bill.number, BillState(bill.state), quote, bill.due_on)


def _attempts(session: Session, submission_id: int) -> list[AttemptView]:
    payments = (
        select(PaymentItem.payment_id)
        .join(Bill, Bill.id == PaymentItem.bill_id)
        .where(Bill.submission_id == submission_id)
    )
    rows = session.scalars(
        select(Attempt)
        .where(Attempt.payment_id.in_(payments))
        .order_by(Attempt.created_at, Attempt.id)
    )
    return [
        AttemptView(
            id=row.id,
            gateway=row.gateway,
            method=row.method,
            asked=Money(row.amount_yen),
            state=AttemptState(row.state),
            created_at=row.created_at,
            settled_at=row.settled_at,
        )
        for row in rows
    ]


def _refunds(session: Session, attempt_ids: Sequence[str]) -> list[RefundView]:
    rows = session.scalars(
        select(Refund)
        .where(Refund.attempt_id.in_(attempt_ids))
        .order_by(Refund.requested_at, Refund.id)
    )
    return [
        RefundView(
            id=row.id,
            attempt_id=row.attempt_id,
            amount=Money(row.amount_yen),
            reason=row.reason,
            state=row.state,
            requested_at=row.requested_at,
            done_at=row.done_at,
        )
        for row in rows
    ]


def _receipts(session: Session, attempt_ids: Sequence[str]) -> list[ReceiptView]:
    rows = session.scalars(
        select(Receipt).where(Receipt.attempt_id.in_(attempt_ids)).order_by(Receipt.number)
    )
    return [
        ReceiptView(row.id, row.number, row.bill_id, row.attempt_id, row.issued_at) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class LedgerLineView:
    """One side of an entry, with what the entry says."""

    at: datetime
    kind: str
    subject: str
    account: LedgerAccount
    debit: Money
    credit: Money


def ledger_lines(account: LedgerAccount) -> list[LedgerLineView]:
    """Return everything ever written to one account, oldest first."""
    with reading() as session:
        rows = session.execute(
            select(LedgerEntry, LedgerLineRow)
            .join(LedgerLineRow, LedgerLineRow.entry_id == LedgerEntry.id)
            .where(LedgerLineRow.account == account.code)
            .order_by(LedgerEntry.at, LedgerLineRow.id)
        )
        return [
            LedgerLineView(
                at=entry.at,
                kind=entry.kind,
                subject=entry.subject,
                account=account,
                debit=Money(line.debit_yen),
                credit=Money(line.credit_yen),
            )
            for entry, line in rows
        ]


def trial_balance() -> dict[LedgerAccount, Balance]:
    """Add up each account; over all of them debit equals credit, always."""
    with reading() as session:
        rows = session.execute(
            select(
                LedgerLineRow.account,
                func.sum(LedgerLineRow.debit_yen),
                func.sum(LedgerLineRow.credit_yen),
            )
            .group_by(LedgerLineRow.account)
            .order_by(LedgerLineRow.account.collate("C"))
        )
        return {
            LedgerAccount.parse(code): Balance(Money(int(debit)), Money(int(credit)))
            for code, debit, credit in rows
        }
