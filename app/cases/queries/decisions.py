"""Decisions in words: for the clerks' page, and published ones for the citizen."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.models import ApprovalStep, Decision
from app.cases.queries.sight import names_of
from app.cases.states import DecisionState
from app.core.crypto import Place, Seal, open_seal
from app.core.db import reading


@dataclass(frozen=True, slots=True)
class StepShown:
    """One person's approval (承認・決裁) or return (差戻し) of a proposal."""

    staff: str
    verdict: str
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShown:
    outcome: str
    state: str
    reasons: str
    proposed_by: str
    proposed_at: datetime
    steps: int
    steps_done: int
    approvals: tuple[StepShown, ...]
    decided_at: datetime | None
    publish_after: datetime | None
    published_at: datetime | None
    number: str | None


@dataclass(frozen=True, slots=True)
class PublishedDecision:
    """What the citizen is told; the appeal instruction stands in the procedure's version."""

    outcome: str
    reasons: str
    number: str
    published_at: datetime


def decisions_of(session: Session, submission_id: int) -> tuple[DecisionShown, ...]:
    """Return every decision of a filing, newest first."""
    rows = session.scalars(
        select(Decision)
        .where(Decision.submission_id == submission_id)
        .order_by(Decision.proposed_at.desc())
    ).all()
    return tuple(_shown(session, row) for row in rows)


def published_decision(submission_id: int) -> PublishedDecision | None:
    """Return the decision in force, to callers that have checked who asks."""
    with reading() as session:
        row = session.scalars(
            select(Decision).where(
                Decision.submission_id == submission_id,
                Decision.state == DecisionState.PUBLISHED,
            )
        ).one_or_none()
        if row is None or row.published_at is None or row.number is None:
            return None
        reasons = _reasons(open_seal(session, row.data_key_id), row)
        return PublishedDecision(row.outcome, reasons, row.number, row.published_at)


def _shown(session: Session, row: Decision) -> DecisionShown:
    seal = open_seal(session, row.data_key_id)
    steps = session.scalars(
        select(ApprovalStep).where(ApprovalStep.decision_id == row.id).order_by(ApprovalStep.at)
    ).all()
    names = names_of(session, {row.proposed_by, *(step.staff_id for step in steps)})
    return DecisionShown(
        outcome=row.outcome,
        state=row.state,
        reasons=_reasons(seal, row),
        proposed_by=names[row.proposed_by],
        proposed_at=row.proposed_at,
        steps=row.steps,
        steps_done=row.steps_done,
        approvals=tuple(
            StepShown(names[step.staff_id], step.verdict, _comment(seal, step), step.at)
            for step in steps
        ),
        decided_at=row.decided_at,
        publish_after=row.publish_after,
        published_at=row.published_at,
        number=row.number,
    )


def _reasons(seal: Seal, row: Decision) -> str:
    return seal.decrypt(row.reasons, Place("decision", str(row.id), "reasons")).decode()


def _comment(seal: Seal, row: ApprovalStep) -> str:
    return seal.decrypt(row.comment, Place("approval_step", str(row.id), "comment")).decode()
