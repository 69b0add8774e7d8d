"""Rows of submissions: the filing, its answers as revisions, attachments, history, search."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AppendOnly, Base
from app.submissions.states import State


class Submission(Base):
    """A filing from its draft to its end.  `state` changes in `advance` only."""

    __tablename__ = "submission"
    __table_args__ = (
        Index("ix_submission_queue", "department_code", "state", "due_on", "id"),
        Index("ix_submission_waiting", "state", "updated_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    code_version: Mapped[int] = mapped_column(default=1)  #: counts up when a new code is given
    procedure_id: Mapped[str] = mapped_column(index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("procedure_version.id"))
    department_code: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.DRAFT.value)
    locale: Mapped[str]
    revision: Mapped[int] = mapped_column(default=0)  #: number of the answers in force; 0: none yet
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    #: When the filing was recorded on the server; deadlines are judged by it.  Empty for drafts,
    #: unpaid contracts and advance filings.  Source: 情報通信技術活用行政推進法6条3項.
    arrived_at: Mapped[datetime | None]
    filed_at: Mapped[datetime | None]
    due_on: Mapped[date | None]  #: standard processing time, moves while it is stopped
    statutory_due_on: Mapped[date | None]  #: never moves but by an extension notice
    clock_stopped_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)  #: two people never overwrite each other

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Draft(Base):
    """What was typed and not filed yet, valid or not; also the open fields of a correction."""

    __tablename__ = "draft"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), unique=True)
    typed: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    updated_at: Mapped[datetime]


class AnswerRevision(AppendOnly):
    """Answers as filed.  Append-only: a correction is the next revision."""

    __tablename__ = "answer_revision"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    number: Mapped[int]
    answers: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    created_at: Mapped[datetime]
    author_kind: Mapped[str]


class Attachment(Base):
    """A file that belongs to one filing; reached only through it."""

    __tablename__ = "attachment"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    field_key: Mapped[str]
    name: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str]
    size: Mapped[int]  #: bytes
    sha256: Mapped[str]  #: of the plain file, hexadecimal; part of what is signed
    storage_name: Mapped[str | None]  #: None once deleted
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Withdrawal(Base):
    """Why a citizen took a filing back, in their own words."""

    __tablename__ = "withdrawal"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), unique=True)
    reason: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    at: Mapped[datetime]


class SubmissionEvent(AppendOnly):
    """History: one row per change of state, never changed."""

    __tablename__ = "submission_event"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    event: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]
    at: Mapped[datetime]
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    details: Mapped[dict[str, Any]]


class BlindEntry(Base):
    """A keyed digest of a value somebody may search for (e-mail, telephone, kana)."""

    __tablename__ = "blind_entry"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True, index=True)


class IndexedAnswer(Base):
    """A coded answer that the definition marks `index`: for lists, routing and statistics."""

    __tablename__ = "indexed_answer"
    __table_args__ = (Index("ix_indexed_answer_value", "field_key", "value"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    field_key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class AccessLink(Base):
    """A secret link to one filing: to go on with a draft, or mailed; only its hash is kept."""

    __tablename__ = "access_link"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class CitizenSession(Base):
    """A browser that may see some filings; the cookie holds a secret, the row its hash."""

    __tablename__ = "citizen_session"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class CitizenGrant(Base):
    """A filing that a browser may see, until when."""

    __tablename__ = "citizen_grant"

    session_id: Mapped[int] = mapped_column(ForeignKey("citizen_session.id"), primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    until: Mapped[datetime]


class CodeFailure(Base):
    """A wrong code for a reference; too many in an hour stop further tries."""

    __tablename__ = "code_failure"
    __table_args__ = (Index("ix_code_failure_recent", "reference_hash", "at"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reference_hash: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
