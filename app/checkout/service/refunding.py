"""Money that goes back: by the refund policy when a filing ends, and when a bill became lower."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.checkout import policy
from app.core import clock
from app.core.actor import system
from app.core.db import lock, transaction
from app.core.trail import Trace, record
from app.procedures import queries as procedures
from app.procedures.definition import ProcedureDefinition
from app.submissions.content import read_revision
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.states import Event, State
from app.treasury import policy as money
from app.treasury.models import Bill
from app.treasury.service import bills, refunds
from app.treasury.service.refunds import Cause
from payments.refund import Occasion, RefundDue

POLICY = system("checkout.apply_refund_policy")
DIFFERENCE = system("checkout.return_difference")


def apply_refund_policy(submission_id: int, event_id: int) -> None:
    """Send back what the fee's policy gives back after a change; done twice it changes nothing.

    What the policy leaves to a clerk is only noted; `queries.undecided_refund` lists it.
    """
    with transaction() as session:
        submission = lock(session, Submission, submission_id)
        _return_difference(session, submission_id)  # its own job may come later
        event = session.get_one(SubmissionEvent, event_id)
        occasion, bill = occasion_after(event), bills.settled_bill(session, submission_id)
        if occasion is None or bill is None or refunds.has_followed(session, event_id):
            return
        due = due_back(session, submission, bill, event)
        wanted = {account: amount.yen for account, amount in due.by_account().items()}
        cause = Cause(occasion.value, event_id)
        made = refunds.return_fee(session, submission_id, wanted, cause, clock.now())
        subject = f"submission:{submission_id}"
        for refund in made:
            record(session, Trace(POLICY, "refund.requested", subject, {"refund": refund.id}))
        if due.undecided:
            details = {"occasion": occasion.value, "parts": len(due.undecided)}
            record(session, Trace(POLICY, "refund.undecided", subject, details))


def occasion_after(event: SubmissionEvent) -> Occasion | None:
    reviewed = event.details.get("reviewed") == 1
    return policy.occasion_of(Event(event.event), State(event.to_state), reviewed=reviewed)


def due_back(
    session: Session, submission: Submission, bill: Bill, event: SubmissionEvent
) -> RefundDue:
    """Return what goes back of a settled bill because of an event that ends its filing."""
    occasion = occasion_after(event)
    if occasion is None:
        return RefundDue(())
    return due_on(session, submission, bill, occasion, clock.in_tokyo(event.at).date())


def due_on(
    session: Session, submission: Submission, bill: Bill, occasion: Occasion, ended_on: date
) -> RefundDue:
    """Return what goes back of a settled bill whose filing ends on that day, in Tokyo."""
    definition = procedures.version(submission.version_id).definition
    used_on = day_of_use(session, submission, definition)
    days_before = (used_on - ended_on).days if used_on is not None else None
    return policy.due_back(bills.lines_of(bill), definition.fee.refunds, occasion, days_before)


def day_of_use(
    session: Session, submission: Submission, definition: ProcedureDefinition
) -> date | None:
    """Return the first day for which something is booked, or None."""
    answers = read_revision(session, submission.id, submission.revision).answers
    days = [
        date.fromisoformat(str(place["date"]))
        for field in definition.form.fields()
        if field.type == "appointment"
        for place in _places(answers, field.key)
    ]
    return min(days, default=None)


def _places(answers: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    chosen = answers.get(key)
    return chosen if isinstance(chosen, list) else []


def return_difference(submission_id: int) -> None:
    """Send back what was paid too much after a bill became lower; what is even stays even."""
    with transaction() as session:
        lock(session, Submission, submission_id)
        _return_difference(session, submission_id)


def _return_difference(session: Session, submission_id: int) -> None:
    bill = bills.newest_bill(session, submission_id)
    too_much = -bills.owed(session, submission_id)
    if bill is None or too_much <= 0:
        return
    paid = bills.received_by_account(session, submission_id)
    surplus = money.less(paid, bills.asked_by_account(bill))
    wanted = money.up_to(too_much, surplus)
    cause = Cause(money.DIFFERENCE)
    for refund in refunds.return_fee(session, submission_id, wanted, cause, clock.now()):
        details = {"refund": refund.id}
        subject = f"submission:{submission_id}"
        record(session, Trace(DIFFERENCE, "refund.requested", subject, details))
