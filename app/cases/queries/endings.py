"""Why a clerk closed a filing, for the citizen who is told the reason."""

from sqlalchemy import select

from app.cases.models import Note
from app.cases.policy import NoteKind
from app.core.crypto import Place, open_seal
from app.core.db import reading


def closing_reason(submission_id: int) -> str | None:
    """Return the reason of a closing, to callers that have checked who asks."""
    with reading() as session:
        note = session.scalars(
            select(Note).where(Note.submission_id == submission_id, Note.kind == NoteKind.CLOSED)
        ).one_or_none()
        if note is None:
            return None
        seal = open_seal(session, note.data_key_id)
        return seal.decrypt(note.body, Place("note", str(note.id), "body")).decode()
