"""The ledger: every yen that moves is written once, on both sides, and never changed."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from app.treasury.models import LedgerEntry
from app.treasury.models import LedgerLine as LedgerLineRow
from payments.ledger import Entry


def post(session: Session, entry: Entry, now: datetime) -> None:
    """Write an entry.  The database refuses one that does not balance, or a second of its kind."""
    row = LedgerEntry(id=uuid.uuid4(), at=now, kind=entry.kind.value, subject=entry.subject)
    session.add(row)
    session.flush()
    session.add_all(
        LedgerLineRow(
            entry_id=row.id,
            account=line.account.code,
            debit_yen=line.debit.yen,
            credit_yen=line.credit.yen,
        )
        for line in entry.lines
    )
