"""Which filings a member of staff may look at.  Decided in one function: `visible`."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Staff
from app.accounts.permissions import Member, Permission, require
from app.core.errors import NotFound
from app.submissions.models import Submission


def visible(session: Session, member: Member, reference: str) -> Submission:
    """Return a filed submission.  Raises NotFound, for a foreign department's too."""
    submission = session.scalars(
        select(Submission).where(Submission.reference == reference)
    ).one_or_none()
    if submission is None or submission.filed_at is None:
        raise NotFound(f"case {reference}")
    require(member, Permission.CASE_VIEW, submission.department_code)
    return submission


def names_of(session: Session, staff_ids: set[int]) -> dict[int, str]:
    """Return the names of colleagues by their ids, in one query."""
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff_ids)))
    return {row.id: row.name for row in rows}
