"""Attachments: encrypted on disk before their row commits, reached only through their filing."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.crypto import Place, erase, new_seal, open_seal
from app.core.db import lock, reading, transaction
from app.core.errors import NotFound
from app.core.storage import storage
from app.submissions.content import draft_of, read_typed, write_typed
from app.submissions.models import AnswerRevision, Attachment, Submission
from app.submissions.service.access import has_grant
from app.submissions.service.drafts import editable
from app.submissions.service.erasing import drop_file
from app.submissions.states import State
from forms.values import Typed


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name as the browser gave it, its type as its content shows."""

    name: str
    media_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    name: str
    media_type: str
    content: bytes


def attach(reference: str, token: str | None, field_key: str, upload: Upload) -> None:
    """Keep a file with a draft; a draft shows it on every later visit (Lesson 18)."""
    with transaction() as session:
        submission = editable(session, reference, token)
        now = clock.now()
        row = store(session, submission, field_key, upload, now)
        typed = _typed(session, submission)
        files = [*_files(typed, field_key), described(row.id, upload)]
        write_typed(session, submission, {**typed, field_key: files}, now)


def store(
    session: Session, submission: Submission, field_key: str, upload: Upload, now: datetime
) -> Attachment:
    """Encrypt and write the file, then add its row; a row never lacks its file."""
    seal, key = new_seal(session, now), uuid.uuid4()
    row = Attachment(
        id=key,
        submission_id=submission.id,
        field_key=field_key,
        name=seal.encrypt(upload.name.encode(), Place("attachment", str(key), "name")),
        media_type=upload.media_type,
        size=len(upload.content),
        sha256=upload.sha256,
        storage_name=storage().put(
            seal.encrypt(upload.content, Place("attachment", str(key), "content"))
        ),
        data_key_id=seal.key_id,
        created_at=now,
        deleted_at=None,
    )
    session.add(row)
    session.flush()
    return row


def described(key: uuid.UUID, upload: Upload) -> dict[str, Typed]:
    """Return what the answers say of a file; its hash becomes part of what is signed."""
    return {
        "id": str(key),
        "name": upload.name,
        "media_type": upload.media_type,
        "size": str(len(upload.content)),
        "sha256": upload.sha256,
    }


def remove(reference: str, token: str | None, field_key: str, attachment_id: str) -> None:
    """Take a file out of a draft.

    One that was filed stays with the answers that name it, also when a correction drops it.
    """
    with transaction() as session:
        submission = editable(session, reference, token)
        typed = _typed(session, submission)
        kept = [each for each in _files(typed, field_key) if each.get("id") != attachment_id]
        write_typed(session, submission, {**typed, field_key: kept}, clock.now())
        row = _row(session, submission.id, attachment_id)
        if State(submission.state) is State.RETURNED and _is_filed(session, row):
            return
        drop_file(session, row, clock.now())


def delete_file(attachment_id: uuid.UUID) -> None:
    """Delete a dropped attachment's file and its key; a second run finds nothing to do."""
    with reading() as session:
        name = session.get_one(Attachment, attachment_id).storage_name
    if name is None:
        return
    storage().delete(name)
    with transaction() as session:
        row = lock(session, Attachment, attachment_id)
        row.storage_name = None
        erase(session, row.data_key_id, clock.now())


def read_as_holder(reference: str, token: str | None, attachment_id: str) -> StoredFile:
    """Return a file to whoever holds its filing.  Raises NotFound."""
    with reading() as session:
        submission_id = session.scalar(
            select(Submission.id).where(Submission.reference == reference)
        )
        if submission_id is None or not has_grant(session, submission_id, token):
            raise NotFound(f"submission {reference}")
        return read_file(session, submission_id, attachment_id)


def read_file(session: Session, submission_id: int, attachment_id: str) -> StoredFile:
    """Return a file of a filing; the caller has checked that its reader may see that filing."""
    row = _row(session, submission_id, attachment_id)
    seal = open_seal(session, row.data_key_id)
    content = storage().get(row.storage_name or "")
    return StoredFile(
        name=seal.decrypt(row.name, Place("attachment", str(row.id), "name")).decode(),
        media_type=row.media_type,
        content=seal.decrypt(content, Place("attachment", str(row.id), "content")),
    )


def _row(session: Session, submission_id: int, attachment_id: str) -> Attachment:
    try:
        key = uuid.UUID(attachment_id)
    except ValueError:
        raise NotFound("attachment") from None
    row = session.get(Attachment, key)
    if row is None or row.submission_id != submission_id or row.deleted_at is not None:
        raise NotFound(f"attachment {attachment_id}")
    return row


def _is_filed(session: Session, row: Attachment) -> bool:
    """Say whether answers that were filed were recorded after the file came."""
    newest = session.scalar(
        select(func.max(AnswerRevision.created_at)).where(
            AnswerRevision.submission_id == row.submission_id
        )
    )
    return newest is not None and row.created_at <= newest


def _typed(session: Session, submission: Submission) -> dict[str, Typed]:
    draft = draft_of(session, submission)
    return read_typed(session, draft) if draft is not None else {}


def _files(typed: dict[str, Typed], field_key: str) -> list[dict[str, Typed]]:
    files = typed.get(field_key, [])
    return [each for each in files if isinstance(each, dict)] if isinstance(files, list) else []
