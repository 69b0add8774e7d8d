"""Deciding: proposing (起案), approving step by step (決裁), sending back (差戻し), undoing."""

import uuid

from sqlalchemy.orm import Session

from app.cases import policy
from app.cases.models import ApprovalStep, Decision
from app.cases.policy import Action, Outcome, Verdict
from app.cases.service.desk import Case, Order, open_case, touch
from app.cases.states import DecisionEvent, DecisionState, next_state
from app.core import clock
from app.core.actor import staff
from app.core.crypto import Place, new_seal, open_seal
from app.core.db import transaction
from app.core.errors import Invalid
from app.core.jobs import defer_later
from app.core.trail import Trace, record
from app.submissions.models import Submission
from app.submissions.service.door import advance
from app.submissions.states import Event
from app.treasury.service import bills


def propose(order: Order, outcome: Outcome, reasons: str) -> None:
    """Propose a decision; where the proposer decides alone (専決) it is decided in the same act.

    Raises Invalid for an outcome that does not fit and a refusal without reasons, FeeOpen.
    """
    with transaction() as session:
        case = open_case(session, order, Action.PROPOSE)
        owed = bills.owed(session, case.submission.id)
        policy.check_proposal(case.situation, outcome, reasons, owed)
        decision = _write(session, case, order, outcome, reasons)
        actor = staff(order.member.id)
        advance(session, case.submission, Event.PROPOSED, actor, outcome=outcome.value)
        if decision.steps == 0:
            _decide(session, case.submission, decision, order.member.id)


def _write(session: Session, case: Case, order: Order, outcome: Outcome, reasons: str) -> Decision:
    now = clock.now()
    seal, key = new_seal(session, now), uuid.uuid4()
    alone = policy.decides_alone(case.situation)
    decision = Decision(
        id=key,
        submission_id=case.submission.id,
        outcome=outcome.value,
        state=DecisionState.PROPOSED.value,
        reasons=seal.encrypt(reasons.strip().encode(), Place("decision", str(key), "reasons")),
        data_key_id=seal.key_id,
        steps=policy.steps_needed(case.definition.handling.approval_steps, decides_alone=alone),
        steps_done=0,
        proposed_by=order.member.id,
        proposed_at=now,
        decided_at=None,
        publish_after=None,
        published_at=None,
        number=None,
    )
    session.add(decision)
    session.flush()
    return decision


def approve(order: Order, comment: str) -> None:
    """Approve a colleague's proposal; the last step decides it.

    Raises SecondPersonNeeded for one's own proposal, and for a step one does not have the rank for.
    """
    with transaction() as session:
        case = open_case(session, order, Action.APPROVE)
        decision = case.decision(session)
        _write_step(session, decision, order.member.id, Verdict.APPROVED, comment)
        decision.steps_done += 1
        if decision.steps_done >= decision.steps:
            _decide(session, case.submission, decision, order.member.id)
            return
        _move(decision, DecisionEvent.STEP_APPROVED)
        touch(case.submission)
        subject = f"submission:{case.submission.id}"
        record(session, Trace(staff(order.member.id), "decision.step_approved", subject))


def send_back(order: Order, comment: str) -> None:
    """Give a proposal back to review with what is to be done better.  Raises Invalid without it."""
    if not comment.strip():
        raise Invalid({"comment": "staff.trouble.comment"})
    with transaction() as session:
        case = open_case(session, order, Action.SEND_BACK)
        decision = case.decision(session)
        _write_step(session, decision, order.member.id, Verdict.SENT_BACK, comment)
        _move(decision, DecisionEvent.SENT_BACK)
        advance(session, case.submission, Event.SENT_BACK, staff(order.member.id))


def undo(order: Order) -> None:
    """Take a decision back before it is published; nobody was told of it."""
    with transaction() as session:
        case = open_case(session, order, Action.UNDO)
        _move(case.decision(session), DecisionEvent.UNDONE)
        advance(session, case.submission, Event.UNDONE, staff(order.member.id))


def _decide(session: Session, submission: Submission, decision: Decision, staff_id: int) -> None:
    """Record the decision; it is published a little later, unless somebody undoes it."""
    now = clock.now()
    _move(decision, DecisionEvent.DECIDED)
    decision.decided_at, decision.publish_after = now, now + policy.UNDO
    advance(session, submission, Outcome(decision.outcome).event, staff(staff_id))
    seconds = int(policy.UNDO.total_seconds())
    defer_later(session, "cases.publish", seconds, decision_id=str(decision.id))


def _write_step(
    session: Session, decision: Decision, staff_id: int, verdict: Verdict, comment: str
) -> None:
    seal, key = open_seal(session, decision.data_key_id), uuid.uuid4()
    place = Place("approval_step", str(key), "comment")
    session.add(
        ApprovalStep(
            id=key,
            decision_id=decision.id,
            staff_id=staff_id,
            verdict=verdict.value,
            comment=seal.encrypt(comment.strip().encode(), place),
            at=clock.now(),
        )
    )


def _move(decision: Decision, event: DecisionEvent) -> None:
    decision.state = next_state(DecisionState(decision.state), event).value
