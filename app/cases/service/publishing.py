"""Publishing a decision after the time to undo it, and reopening a published one."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.cases import numbering
from app.cases.models import Decision
from app.cases.policy import Action, NoteKind, Outcome
from app.cases.service.desk import Order, open_case, write_note
from app.cases.states import DecisionEvent, DecisionState, next_state
from app.core import clock
from app.core.actor import staff, system
from app.core.db import lock, reading, transaction
from app.core.errors import Invalid
from app.facilities import service as places
from app.submissions.models import Submission
from app.submissions.service.door import advance
from app.submissions.states import Event
from app.treasury.service import bills

PUBLISHER = system("cases.publish")


def due() -> list[uuid.UUID]:
    """Return the decisions whose time to be undone is over; `publish` looks at each again."""
    with reading() as session:
        return list(
            session.scalars(
                select(Decision.id).where(
                    Decision.state == DecisionState.DECIDED,
                    Decision.published_at.is_(None),
                    Decision.publish_after <= clock.now(),
                )
            )
        )


def publish(decision_id: uuid.UUID) -> bool:
    """Give the decision its number and let everything that follows begin; says whether it did.

    Nothing happens to one that was undone, is published already, or may still be undone.
    """
    with transaction() as session:
        submission = _lock_submission_of(session, decision_id)
        decision = lock(session, Decision, decision_id)
        if not _is_due(decision):
            return False
        now = clock.now()
        decision.state = next_state(DecisionState.DECIDED, DecisionEvent.PUBLISHED).value
        decision.published_at = now
        decision.number = _next_number(session, submission)
        if decision.outcome == Outcome.REJECTED:
            places.release(session, submission.reference)
            bills.void_open_bills(session, submission.id)
        advance(session, submission, Event.PUBLISHED, PUBLISHER, decision=str(decision.id))
        return True


def _lock_submission_of(session: Session, decision_id: uuid.UUID) -> Submission:
    """Lock the filing before its decision, in the order in which clerks' services do."""
    submission_id = session.scalars(
        select(Decision.submission_id).where(Decision.id == decision_id)
    ).one()
    return lock(session, Submission, submission_id)


def _is_due(decision: Decision) -> bool:
    is_decided = decision.state == DecisionState.DECIDED
    return is_decided and (decision.publish_after or clock.now()) <= clock.now()


def _next_number(session: Session, submission: Submission) -> str:
    year = numbering.fiscal_year(clock.today())
    count = numbering.next_count(session, submission.department_code, year)
    names = {each.code: each.name for each in accounts.departments()}
    return numbering.written(names[submission.department_code].ja, year, count)


def reopen(order: Order, reason: str) -> None:
    """Take a published decision back into review, by somebody who took no part in it.

    Raises Invalid without a reason, SecondPersonNeeded.
    """
    if not reason.strip():
        raise Invalid({"reason": "staff.trouble.reason"})
    with transaction() as session:
        case = open_case(session, order, Action.REOPEN)
        decision = case.decision(session)
        state = DecisionState(decision.state)
        decision.state = next_state(state, DecisionEvent.REOPENED).value
        write_note(session, case.submission.id, order.member.id, NoteKind.REOPENED, reason)
        actor = staff(order.member.id)
        advance(session, case.submission, Event.REOPENED, actor, decision=str(decision.id))
