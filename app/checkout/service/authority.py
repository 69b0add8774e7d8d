"""Whose money somebody may look at or handle: decided in one place, by department."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.permissions import Member, Permission, require
from app.core.errors import NotFound
from app.submissions.models import Submission
from app.submissions.service.door import lock_submission


def visible(session: Session, member: Member, reference: str, permission: Permission) -> Submission:
    """Return a filing whose money this member may handle so.

    Raises NotFound for an unknown filing and one of a foreign department alike, NotAllowed.
    """
    found = session.scalars(select(Submission).where(Submission.reference == reference))
    return _allowed(found.one_or_none(), member, reference, permission)


def locked(session: Session, member: Member, reference: str, permission: Permission) -> Submission:
    """Return it as `visible` does; nobody else changes it until the transaction ends."""
    return _allowed(lock_submission(session, reference), member, reference, permission)


def _allowed(
    submission: Submission | None, member: Member, reference: str, permission: Permission
) -> Submission:
    if submission is None or submission.filed_at is None:
        raise NotFound(f"case {reference}")
    require(member, permission, submission.department_code)
    return submission
