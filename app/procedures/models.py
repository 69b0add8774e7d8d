"""Rows of procedures: immutable versions, tables with dated editions, reference lists."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AppendOnly, Base


class Procedure(Base):
    """A procedure by its stable id; what it says is in its versions."""

    __tablename__ = "procedure"

    id: Mapped[str] = mapped_column(primary_key=True)
    department_code: Mapped[str]
    current_version_id: Mapped[int | None] = mapped_column(BigInteger)


class ProcedureVersion(AppendOnly):
    """One published definition, never changed; submissions point to the one they were filled in."""

    __tablename__ = "procedure_version"
    __table_args__ = (UniqueConstraint("procedure_id", "number"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    procedure_id: Mapped[str] = mapped_column(ForeignKey("procedure.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class PriceTableEdition(AppendOnly):
    """The rows of a price or postage table from a date on.  Never changed."""

    __tablename__ = "price_table_edition"
    __table_args__ = (UniqueConstraint("table_id", "valid_from"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    table_id: Mapped[str]
    kind: Mapped[str]  #: price or postage
    name: Mapped[dict[str, Any]]
    valid_from: Mapped[date]
    rows: Mapped[dict[str, Any]]
    source: Mapped[str]
    confidence: Mapped[str]


class ReferenceChoice(Base):
    """One choice of a reference list, such as an office or a kind of bulky waste."""

    __tablename__ = "reference_choice"

    list_name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    label: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
