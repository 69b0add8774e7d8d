"""A clerk's daily work on a case: taking it, giving it back, notes, closing it."""

from app.cases.models import Assignment
from app.cases.policy import Action, NoteKind
from app.cases.service.desk import Order, open_case, touch, write_note
from app.core import clock
from app.core.actor import staff
from app.core.db import transaction
from app.core.errors import Invalid
from app.core.trail import Trace, record
from app.submissions.service.door import advance
from app.submissions.service.endings import end
from app.submissions.states import Event


def take(order: Order) -> None:
    """Begin the review, or go on with what a colleague had; the case is this clerk's now."""
    with transaction() as session:
        case = open_case(session, order, Action.TAKE)
        now = clock.now()
        known = session.get(Assignment, case.submission.id)
        if known is None:
            session.add(
                Assignment(submission_id=case.submission.id, staff_id=order.member.id, since=now)
            )
        else:
            known.staff_id, known.since = order.member.id, now
        advance(session, case.submission, Event.TAKEN, staff(order.member.id))


def give_back(order: Order) -> None:
    """Leave the case to whoever takes it next; its state stays."""
    with transaction() as session:
        case = open_case(session, order, Action.GIVE_BACK)
        session.delete(session.get_one(Assignment, case.submission.id))
        touch(case.submission)
        subject = f"submission:{case.submission.id}"
        record(session, Trace(staff(order.member.id), "case.given_back", subject))


def add_note(order: Order, text: str) -> None:
    """Keep a note for colleagues.  Raises Invalid when it is empty."""
    if not text.strip():
        raise Invalid({"text": "staff.trouble.note"})
    with transaction() as session:
        case = open_case(session, order, Action.NOTE)
        write_note(session, case.submission.id, order.member.id, NoteKind.NOTE, text)
        subject = f"submission:{case.submission.id}"
        record(session, Trace(staff(order.member.id), "case.note_added", subject))


def close(order: Order, reason: str) -> None:
    """End a filing without a decision (失効); the citizen is told the reason.

    Raises Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid({"reason": "staff.trouble.reason"})
    with transaction() as session:
        case = open_case(session, order, Action.CLOSE)
        submission = case.submission
        write_note(session, submission.id, order.member.id, NoteKind.CLOSED, reason)
        end(session, submission, Event.CLOSED, staff(order.member.id))
