"""Reading departments, staff and their sessions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Department, Staff, StaffRole, StaffSession
from app.accounts.permissions import Grant, Member, Role
from app.accounts.policy import login_key
from app.core.db import reading
from app.core.ids import token_hash
from app.core.stored_text import from_column
from forms.text import LocalText

EVERY_DEPARTMENT = LocalText("全庁", "All departments", "すべての課《か》")


@dataclass(frozen=True, slots=True)
class DepartmentName:
    code: str
    name: LocalText


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in compares; of an account that may be locked or no longer in use."""

    staff_id: int
    password_hash: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that nobody ended; how long it lives is for `policy.is_alive` to say."""

    created_at: datetime
    last_seen_at: datetime
    member: Member


def departments() -> tuple[DepartmentName, ...]:
    """Return every department, in the order of their codes."""
    with reading() as session:
        rows = session.scalars(select(Department).order_by(Department.code))
        return tuple(DepartmentName(row.code, from_column(row.name)) for row in rows)


def credentials(login: str) -> Credentials | None:
    with reading() as session:
        row = session.scalar(select(Staff).where(Staff.login == login_key(login)))
        return Credentials(row.id, row.password_hash) if row else None


def session_of(token: str) -> OpenSession | None:
    """Return a session that was not revoked and whose member still works here."""
    with reading() as session:
        row = session.scalar(
            select(StaffSession)
            .join(Staff, Staff.id == StaffSession.staff_id)
            .where(StaffSession.token_hash == token_hash(token))
            .where(StaffSession.revoked_at.is_(None), Staff.active)
        )
        if row is None:
            return None
        return OpenSession(row.created_at, row.last_seen_at, member(session, row.staff_id))


def member(session: Session, staff_id: int) -> Member:
    """Return somebody who works here with all their grants."""
    staff = session.get_one(Staff, staff_id)
    rows = session.execute(
        select(StaffRole.role, Department.code, Department.name)
        .outerjoin(Department, Department.id == StaffRole.department_id)
        .where(StaffRole.staff_id == staff_id)
        .order_by(StaffRole.id)
    ).all()
    names = [from_column(name) for _, _, name in rows if name is not None]
    return Member(
        id=staff.id,
        login=staff.login,
        name=staff.name,
        department=names[0] if names else EVERY_DEPARTMENT,
        grants=tuple(Grant(Role(role), code) for role, code, _ in rows),
    )
