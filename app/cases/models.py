"""Rows of the clerk's work: who has a case, notes, corrections asked for, decisions."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AppendOnly, Base


class Assignment(Base):
    """Whose case it is."""

    __tablename__ = "assignment"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    since: Mapped[datetime]


class Note(Base):
    """What colleagues tell each other about a case, and why one was closed or reopened."""

    __tablename__ = "note"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str]  #: note, closed or reopened; the citizen is told the reason of a closing
    body: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    at: Mapped[datetime]


class CorrectionRequest(Base):
    """補正依頼: which fields must be mended, why, and until when.

    It is answered by the next revision of the answers.  `content` holds the reason of each field,
    because a reason may quote what was written.
    """

    __tablename__ = "correction_request"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    number: Mapped[int]
    revision: Mapped[int]  #: the answers in force when it was sent
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    requested_at: Mapped[datetime]
    due_on: Mapped[date]


class Decision(Base):
    """処分・決定: proposed, approved step by step, decided, and some minutes later published.

    Published it changes only by reopening, and then the next decision is another row.
    """

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_unpublished", "published_at", "publish_after"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    outcome: Mapped[str]  #: approved, rejected or acknowledged
    state: Mapped[str]
    reasons: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    steps: Mapped[int]  #: how many people approve after the proposer
    steps_done: Mapped[int]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    publish_after: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    number: Mapped[str | None] = mapped_column(unique=True)  #: 文書番号, given when published


class ApprovalStep(AppendOnly):
    """One person's approval or return of a proposal.  The comment has the decision's data key."""

    __tablename__ = "approval_step"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    verdict: Mapped[str]  #: approved or sent_back
    comment: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class FeeFixing(AppendOnly):
    """A clerk's fixing of the fee after review: which bill, by whom.

    `content` holds the reason, the reductions granted and the numbers that differ from the answers.
    """

    __tablename__ = "fee_fixing"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    bill_id: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    at: Mapped[datetime]


class DocumentCounter(Base):
    """The last document number given in a department and fiscal year; there are no gaps."""

    __tablename__ = "document_counter"

    department_code: Mapped[str] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
