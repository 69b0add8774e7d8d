"""How a case stands before one member of staff, read from the database."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.permissions import Member
from app.cases import policy
from app.cases.models import ApprovalStep, Assignment, Decision
from app.cases.policy import Part, Situation, Verdict
from app.cases.states import DecisionState
from app.procedures.definition import ProcedureDefinition
from app.submissions.models import Submission
from app.submissions.states import State


def situation_of(
    session: Session, submission: Submission, definition: ProcedureDefinition, member: Member
) -> Situation:
    department, decider = submission.department_code, definition.handling.decider
    return Situation(
        state=State(submission.state),
        kind=definition.kind,
        permissions=policy.permissions_in(member.grants, department),
        arrived=submission.arrived_at is not None,
        charges_fee=bool(definition.fee.lines),
        is_mine=assignee(session, submission.id) == member.id,
        may_decide=policy.may_decide(member.grants, department, decider),
        part=_part(session, submission.id, member.id),
    )


def assignee(session: Session, submission_id: int) -> int | None:
    return session.scalar(
        select(Assignment.staff_id).where(Assignment.submission_id == submission_id)
    )


def newest_decision(session: Session, submission_id: int) -> Decision | None:
    return session.scalars(
        select(Decision)
        .where(Decision.submission_id == submission_id)
        .order_by(Decision.proposed_at.desc())
        .limit(1)
    ).one_or_none()


def _part(session: Session, submission_id: int, staff_id: int) -> Part | None:
    decision = newest_decision(session, submission_id)
    if decision is None:
        return None
    approvers = session.scalars(
        select(ApprovalStep.staff_id).where(
            ApprovalStep.decision_id == decision.id, ApprovalStep.verdict == Verdict.APPROVED
        )
    ).all()
    return Part(
        state=DecisionState(decision.state),
        proposed=decision.proposed_by == staff_id,
        approved=staff_id in approvers,
        is_last_step=decision.steps_done + 1 >= decision.steps,
    )
