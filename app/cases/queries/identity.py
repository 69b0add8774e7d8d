"""How the filer's identity was checked, for the clerks' pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.submissions.models import Submission
from app.verification.models import IdentityCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityShown:
    """One check: codes whose words are in the catalogue."""

    provider: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    covers_answers: bool  #: it was made for the answers in force
    reason: str | None  #: why it was rejected or waits
    review: tuple[str, ...]  #: what a clerk has to look at


def identity_of(session: Session, submission: Submission) -> tuple[IdentityShown, ...]:
    """Return every check of a filing, newest first."""
    rows = session.scalars(
        select(IdentityCheck)
        .where(IdentityCheck.submission_id == submission.id)
        .order_by(IdentityCheck.started_at.desc())
    )
    return tuple(_shown(row, submission.revision) for row in rows)


def _shown(row: IdentityCheck, revision: int) -> IdentityShown:
    return IdentityShown(
        provider=row.provider,
        state=row.state,
        started_at=row.started_at,
        finished_at=row.finished_at,
        covers_answers=row.revision == revision,
        reason=row.reason,
        review=tuple(code for code in row.review.split(",") if code),
    )


def identity_states(session: Session, submission_ids: Sequence[int]) -> dict[int, str]:
    """Return the state of the newest check of each filing that has one."""
    rows = session.execute(
        select(IdentityCheck.submission_id, IdentityCheck.state)
        .where(IdentityCheck.submission_id.in_(submission_ids))
        .order_by(IdentityCheck.started_at)
    )
    return {row.submission_id: row.state for row in rows}
