"""Rows of the municipality, its houses, revenue accounts, closed days and bookable places."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, Index, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class Municipality(Base):
    """Whose counter this is: one row."""

    __tablename__ = "municipality"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[dict[str, Any]]  #: by language
    contact: Mapped[dict[str, Any] | None]  #: by language: where to call or write, on every page
    security_contact: Mapped[str | None]  #: an address (mailto: or https:) for security.txt


class Facility(Base):
    """A house of the municipality where money is taken or something is handed over."""

    __tablename__ = "facility"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[dict[str, Any]]  #: by language


class RevenueAccount(Base):
    """Where income is booked: 会計 and 款項目節細節.  Source: 地方自治法216条."""

    __tablename__ = "revenue_account"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[dict[str, Any]]  #: by language, as a receipt says it
    fund: Mapped[str]  #: 会計
    part: Mapped[str]  #: 款
    title: Mapped[str]  #: 項
    item: Mapped[str]  #: 目
    section: Mapped[str]  #: 節
    detail: Mapped[str]  #: 細節
    tax: Mapped[str]  #: a code of `payments.taxes`
    #: Of an invoice issuer (適格請求書発行事業者); a special fund has its own.
    registration_number: Mapped[str | None]


class Holiday(Base):
    """A day on which the city hall is closed beside weekends and the turn of the year."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]


class Place(Base):
    """One place of a slot that can be booked, such as one pick-up of a morning.

    Free unless `taken` or held by somebody until a moment that has not passed.
    """

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("resource", "slot_id", "number"),
        CheckConstraint("(held_by IS NULL) = (held_until IS NULL) OR taken", name="held_whole"),
        CheckConstraint("NOT taken OR held_by IS NOT NULL", name="taken_by_somebody"),
        Index("ix_place_open", "resource", "day", postgresql_where="NOT taken"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    resource: Mapped[str]  #: what is booked, as procedures name it
    slot_id: Mapped[str]  #: what the places of one time share; the answer of a form
    number: Mapped[int]  #: which of the slot's places
    day: Mapped[date]
    label: Mapped[dict[str, Any]]  #: by language, as the form shows it
    facts: Mapped[dict[str, Any]]  #: what conditions and fees may read, texts and whole numbers
    held_by: Mapped[str | None] = mapped_column(index=True)  #: a submission's reference
    held_until: Mapped[datetime | None]  #: None once taken
    taken: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def is_free(cls, now: datetime) -> ColumnElement[bool]:
        """The condition of a place that nobody has taken or holds at that moment."""
        return ~cls.taken & or_(cls.held_until.is_(None), cls.held_until <= now)
