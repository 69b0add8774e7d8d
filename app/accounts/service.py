"""Signing in and out, and taking people and departments into the books."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts import passwords, policy, queries
from app.accounts.models import Department, Staff, StaffRole, StaffSession
from app.accounts.permissions import Grant, Member
from app.core import clock
from app.core.actor import Actor, staff, system
from app.core.db import lock, transaction
from app.core.errors import AppError, Conflict, Invalid
from app.core.ids import new_token, token_hash
from app.core.stored_text import to_column
from app.core.trail import Trace, record
from forms.text import LocalText

#: Whoever fails to sign in has not proved to be anybody.
AT_THE_DOOR = system("sign_in")


class SignInFailed(AppError):
    """Wrong name or password, or a locked account: the same answer for all of them."""

    code = "sign_in_failed"


@dataclass(frozen=True, slots=True)
class NewStaff:
    """Somebody who starts to work here."""

    login: str
    name: str
    password: str
    grants: tuple[Grant, ...]
    email: str | None = None


def sign_in(login: str, password: str) -> str:
    """Return the token of a new session.  Raises SignInFailed.

    The slow comparison runs outside the transaction, so that guessing holds no row.
    """
    known = queries.credentials(login)
    right = passwords.matches(known.password_hash if known else None, password)
    token = _open_session(known, password, right=right)
    if token is None:
        raise SignInFailed("unknown name, wrong password, or locked")
    return token


def _open_session(known: queries.Credentials | None, password: str, *, right: bool) -> str | None:
    """Write down what became of one try; a failure is kept, so it must not raise here."""
    now = clock.now()
    with transaction() as session:
        if known is None:
            record(session, Trace(AT_THE_DOOR, "sign_in.failed", "staff:unknown"))
            return None
        row = lock(session, Staff, known.staff_id)
        if not row.active or policy.is_locked(row.locked_until, now):
            record(session, Trace(AT_THE_DOOR, "sign_in.refused", f"staff:{row.id}"))
            return None
        if not right or row.password_hash != known.password_hash:
            _count_failure(session, row, now)
            return None
        row.failed_count, row.locked_until = 0, None
        if passwords.is_outdated(row.password_hash):
            row.password_hash = passwords.hash_of(password)
        record(session, Trace(staff(row.id), "sign_in.done", f"staff:{row.id}"))
        return _new_session(session, row.id, now)


def _count_failure(session: Session, row: Staff, now: datetime) -> None:
    failures = policy.after_failure(row.failed_count, now)
    row.failed_count, row.locked_until = failures.count, failures.locked_until
    action = "sign_in.locked" if failures.locked_until else "sign_in.failed"
    record(session, Trace(AT_THE_DOOR, action, f"staff:{row.id}"))


def _new_session(session: Session, staff_id: int, now: datetime) -> str:
    token = new_token()
    session.add(
        StaffSession(
            token_hash=token_hash(token), staff_id=staff_id, created_at=now, last_seen_at=now
        )
    )
    return token


def resume(token: str) -> Member | None:
    """Return whose session this is, or None when it is over.  Keeps a session in use alive."""
    now = clock.now()
    found = queries.session_of(token)
    if found is None or not policy.is_alive(found.created_at, found.last_seen_at, now):
        return None
    if policy.is_worth_writing(found.last_seen_at, now):
        with transaction() as session:
            session.execute(
                update(StaffSession)
                .where(StaffSession.token_hash == token_hash(token))
                .values(last_seen_at=now)
            )
    return found.member


def sign_out(token: str) -> None:
    """End a session at once.  Nothing happens when there is none."""
    with transaction() as session:
        row = session.get(StaffSession, token_hash(token), with_for_update=True)
        if row is None or row.revoked_at is not None:
            return
        row.revoked_at = clock.now()
        record(session, Trace(staff(row.staff_id), "sign_out.done", f"staff:{row.staff_id}"))


def add_department(code: str, name: LocalText, actor: Actor) -> None:
    """Raises Conflict when the code is in use."""
    with transaction() as session:
        if session.scalar(select(Department.id).where(Department.code == code)):
            raise Conflict(f"department {code} exists")
        session.add(Department(code=code, name=to_column(name)))
        record(session, Trace(actor, "department.added", f"department:{code}"))


def add_staff(new: NewStaff, actor: Actor) -> int:
    """Return the new member's id.

    Raises Conflict when the login is in use, Invalid for a password that is too short or too long.
    """
    if not policy.is_acceptable(new.password):
        raise Invalid({"password": "staff.problem.password_length"})
    digest = passwords.hash_of(new.password)
    with transaction() as session:
        row = Staff(
            login=policy.login_key(new.login), name=new.name, email=new.email, password_hash=digest
        )
        if session.scalar(select(Staff.id).where(Staff.login == row.login)):
            raise Conflict(f"login {row.login} exists")
        session.add(row)
        session.flush()
        session.add_all(_role(session, row.id, grant) for grant in new.grants)
        record(session, Trace(actor, "staff.added", f"staff:{row.id}"))
        return row.id


def _role(session: Session, staff_id: int, grant: Grant) -> StaffRole:
    department_id = (
        grant.department_code
        and session.scalars(
            select(Department.id).where(Department.code == grant.department_code)
        ).one()
    )
    return StaffRole(staff_id=staff_id, role=grant.role.value, department_id=department_id)
