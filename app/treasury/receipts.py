"""Reading receipts: what one payment settled of one bill, as it is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import reading
from app.core.errors import NotFound
from app.facilities import queries as facilities
from app.treasury import policy, queries
from app.treasury.models import Attempt, Bill, PaymentItem
from app.treasury.models import Receipt as ReceiptRow
from app.treasury.service import bills
from payments.lines import LineKind, QuoteLine, by_account
from payments.methods import PaymentMethod
from payments.money import Money, total
from payments.receipts import Issuing, Receipt, RegistrationNumber, compose_receipt

#: Key of the line that takes away what an earlier payment of the same filing covered.
PAID_BEFORE = "paid_before"


@dataclass(frozen=True, slots=True)
class IssuedReceipt:
    """A receipt, and what went or goes back of the money it is for."""

    receipt: Receipt
    returned: Money


def receipt_of(submission_id: int, receipt_id: str, issuer: str) -> IssuedReceipt:
    """Return a receipt of that filing; `issuer` is the municipality's name.  Raises NotFound."""
    view = queries.payment_view(submission_id)
    attempt_ids = [each.attempt_id for each in view.receipts if each.id == receipt_id]
    if not attempt_ids:
        raise NotFound(f"receipt {receipt_id} of submission {submission_id}")
    with reading() as session:
        receipt = _compose(session, session.get_one(ReceiptRow, receipt_id), issuer)
    returned = [each.amount for each in view.refunds if each.attempt_id in attempt_ids]
    return IssuedReceipt(receipt, total(returned))


def _compose(session: Session, row: ReceiptRow, issuer: str) -> Receipt:
    bill = session.get_one(Bill, row.bill_id)
    attempt = session.get_one(Attempt, row.attempt_id)
    item = session.get_one(PaymentItem, (attempt.payment_id, bill.id))
    lines = bills.lines_of(bill)
    issuing = Issuing(
        number=policy.shown_receipt_number(row.number),
        issuer=issuer,
        paid_on=clock.in_tokyo(attempt.settled_at or row.issued_at).date(),
        method=PaymentMethod(attempt.method),
    )
    return compose_receipt([*lines, *_paid_before(lines, item.portions)], issuing, _registrations())


def _paid_before(lines: list[QuoteLine], portions: Mapping[str, int]) -> Iterator[QuoteLine]:
    """Walk what the bill asks for and this payment did not have to cover, account by account."""
    taxes = {line.account: line.tax for line in lines}
    for account, asked in by_account(lines).items():
        covered = asked.yen - portions.get(account, 0)
        if covered:
            yield QuoteLine(
                key=PAID_BEFORE,
                label={},
                kind=LineKind.REDUCTION,
                unit_price=Money(covered),
                account=account,
                tax=taxes[account],
                refund_policy=None,
            )


def _registrations() -> dict[str, RegistrationNumber]:
    return {
        code: RegistrationNumber(account.registration_number)
        for code, account in facilities.accounts().items()
        if account.registration_number
    }
