"""Rows of money: bills, payments, attempts, refunds, and the ledger that balances them all."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AppendOnly, Base


class Bill(Base):
    """What is owed for one filing: its lines with the editions and accounts they came from."""

    __tablename__ = "bill"
    __table_args__ = (CheckConstraint("total_yen >= 0", name="not_negative"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    number: Mapped[int]  #: of this filing; a later one replaces an earlier one
    state: Mapped[str]
    lines: Mapped[list[Any]]
    total_yen: Mapped[int]
    created_at: Mapped[datetime]
    due_on: Mapped[date | None]


class Payment(Base):
    """One act of paying; it may cover several bills."""

    __tablename__ = "payment"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    amount_yen: Mapped[int]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class PaymentItem(Base):
    """How much of a payment is for which bill."""

    __tablename__ = "payment_item"

    payment_id: Mapped[str] = mapped_column(ForeignKey("payment.id"), primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bill.id"), primary_key=True, index=True)
    amount_yen: Mapped[int]
    portions: Mapped[dict[str, Any]]  #: yen by revenue account


class Attempt(Base):
    """One try to pay by one gateway.  Its id is the idempotency key.  Unsettled it is worth 0."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("gateway", "gateway_reference"),
        Index("ix_attempt_open", "state", "ask_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payment.id"), index=True)
    gateway: Mapped[str]
    method: Mapped[str]
    amount_yen: Mapped[int]
    state: Mapped[str]
    gateway_reference: Mapped[str | None]
    redirect_url: Mapped[str | None]
    created_at: Mapped[datetime]
    ask_at: Mapped[datetime]  #: when the gateway is asked next, as long as it is not over
    settled_at: Mapped[datetime | None]


class GatewayDelivery(AppendOnly):
    """An event of a gateway that was applied; seen only in the transaction that applied it."""

    __tablename__ = "gateway_delivery"

    gateway: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    attempt_id: Mapped[str]
    at: Mapped[datetime]


class Refund(Base):
    """Money that goes back for one attempt.  Its id is the idempotency key."""

    __tablename__ = "refund"

    id: Mapped[str] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), index=True)
    #: The bill that is paid less by this; None for a surplus, which was never revenue.
    bill_id: Mapped[str | None] = mapped_column(ForeignKey("bill.id"), index=True)
    amount_yen: Mapped[int]
    portions: Mapped[dict[str, Any]]  #: yen by revenue account; empty for a surplus
    reason: Mapped[str]  #: surplus, difference, or an occasion of the refund policy
    event_id: Mapped[int | None] = mapped_column(BigInteger)  #: the history row it follows from
    state: Mapped[str] = mapped_column(index=True)
    requested_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class LedgerEntry(AppendOnly):
    """One movement of money; its lines balance, which the database checks at commit."""

    __tablename__ = "ledger_entry"

    __table_args__ = (UniqueConstraint("kind", "subject"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)  #: id of the bill, attempt or refund


class LedgerLine(AppendOnly):
    """One side of an entry: an account and yen in the debit or in the credit column."""

    __tablename__ = "ledger_line"
    __table_args__ = (
        CheckConstraint("debit_yen >= 0 AND credit_yen >= 0", name="not_negative"),
        CheckConstraint("(debit_yen = 0) <> (credit_yen = 0)", name="one_side"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("ledger_entry.id"), index=True)
    account: Mapped[str] = mapped_column(index=True)
    debit_yen: Mapped[int]
    credit_yen: Mapped[int]


class Receipt(AppendOnly):
    """A numbered receipt for what one attempt paid of a bill.  Numbers may have gaps."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("attempt_id", "bill_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bill.id"), index=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"))
    issued_at: Mapped[datetime]
