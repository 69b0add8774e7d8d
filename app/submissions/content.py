"""Reading and writing what is encrypted in a submission: drafts, answers, file names."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.actor import Actor
from app.core.crypto import Place, decrypt_json, encrypt_json, erase, new_seal, open_seal
from app.submissions.models import AnswerRevision, Draft, Submission
from forms.values import Typed, Values


@dataclass(frozen=True, slots=True)
class Revision:
    """Answers as filed, with the number they carry in what is signed."""

    id: uuid.UUID
    number: int
    answers: Mapping[str, Any]
    created_at: datetime


def draft_of(session: Session, submission: Submission) -> Draft | None:
    return session.scalars(select(Draft).where(Draft.submission_id == submission.id)).one_or_none()


def read_typed(session: Session, draft: Draft) -> dict[str, Typed]:
    seal = open_seal(session, draft.data_key_id)
    typed: dict[str, Typed] = decrypt_json(
        seal, draft.typed, Place("draft", str(draft.id), "typed")
    )
    return typed


def write_typed(
    session: Session, submission: Submission, typed: Mapping[str, Typed], now: datetime
) -> None:
    """Keep what was typed, valid or not; the first time makes the draft's row and key."""
    draft = draft_of(session, submission)
    if draft is None:
        seal = new_seal(session, now)
        draft = Draft(
            id=uuid.uuid4(),
            submission_id=submission.id,
            typed=b"",
            data_key_id=seal.key_id,
            updated_at=now,
        )
        session.add(draft)
    else:
        seal = open_seal(session, draft.data_key_id)
    draft.typed = encrypt_json(seal, typed, Place("draft", str(draft.id), "typed"))
    draft.updated_at = submission.updated_at = now


def erase_draft(session: Session, submission: Submission, now: datetime) -> None:
    draft = draft_of(session, submission)
    if draft is not None:
        erase(session, draft.data_key_id, now)
        session.delete(draft)


def add_revision(
    session: Session, submission: Submission, answers: Values, author: Actor, now: datetime
) -> Revision:
    """Append the answers as the next revision.  It is not in force yet."""
    number = latest_number(session, submission) + 1
    seal, key = new_seal(session, now), uuid.uuid4()
    place = Place("answer_revision", str(key), "answers")
    session.add(
        AnswerRevision(
            id=key,
            submission_id=submission.id,
            number=number,
            answers=encrypt_json(seal, answers, place),
            data_key_id=seal.key_id,
            created_at=now,
            author_kind=author.kind.value,
        )
    )
    session.flush()
    return Revision(key, number, answers, now)


def latest_number(session: Session, submission: Submission) -> int:
    newest = session.scalar(
        select(AnswerRevision.number)
        .where(AnswerRevision.submission_id == submission.id)
        .order_by(AnswerRevision.number.desc())
        .limit(1)
    )
    return newest or 0


def read_revision(session: Session, submission_id: int, number: int) -> Revision:
    row = session.scalars(
        select(AnswerRevision).where(
            AnswerRevision.submission_id == submission_id, AnswerRevision.number == number
        )
    ).one()
    seal = open_seal(session, row.data_key_id)
    answers = decrypt_json(seal, row.answers, Place("answer_revision", str(row.id), "answers"))
    return Revision(row.id, row.number, answers, row.created_at)
