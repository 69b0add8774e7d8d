"""What becomes of a form that nobody sends: everything typed or sent along is erased."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.crypto import erase
from app.core.jobs import defer
from app.submissions.content import erase_draft
from app.submissions.models import AnswerRevision, Attachment, Submission
from app.submissions.service.search_index import remove_index


def erase_unsent(session: Session, submission: Submission, now: datetime) -> None:
    """Erase what a draft holds, and what is left of its sending where it was taken back unsigned.

    The submission's row and its history stay; they say nothing of the person.
    """
    erase_draft(session, submission, now)
    answers = select(AnswerRevision).where(AnswerRevision.submission_id == submission.id)
    for revision in session.scalars(answers):
        erase(session, revision.data_key_id, now)
    files = select(Attachment).where(
        Attachment.submission_id == submission.id, Attachment.deleted_at.is_(None)
    )
    for file in session.scalars(files):
        drop_file(session, file, now)
    remove_index(session, submission)
    submission.filed_at, submission.revision = None, 0


def drop_file(session: Session, row: Attachment, now: datetime) -> None:
    """Take a file out of its filing; the file itself is deleted after the commit."""
    row.deleted_at = now
    defer(session, "submissions.delete_file", attachment_id=str(row.id))
