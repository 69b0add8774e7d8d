"""Rows of the people who work here: departments, staff, their roles, their sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class Department(Base):
    """A department; procedures and submissions name it by its code."""

    __tablename__ = "department"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[dict[str, Any]]  #: by language


class Staff(Base):
    """Somebody who works here."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)  #: as `policy.login_key` writes it
    name: Mapped[str]
    email: Mapped[str | None]
    password_hash: Mapped[str]  #: argon2id with its parameters and salt
    active: Mapped[bool] = mapped_column(default=True)
    failed_count: Mapped[int] = mapped_column(default=0)  #: wrong passwords in a row
    locked_until: Mapped[datetime | None]


class StaffRole(Base):
    """What somebody may do in one department, or in every department."""

    __tablename__ = "staff_role"
    __table_args__ = (
        UniqueConstraint("staff_id", "role", "department_id", postgresql_nulls_not_distinct=True),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[str]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))  #: None: all


class StaffSession(Base):
    """One signed-in browser.  Revoking the row signs it out at once."""

    __tablename__ = "staff_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
