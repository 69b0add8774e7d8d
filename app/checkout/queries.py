"""Reading for the pages about paying: what is offered, and what a clerk has to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.checkout import policy
from app.checkout.policy import Offer
from app.checkout.service import refunding
from app.core.adapters import adapters
from app.core.db import reading
from app.procedures.definition import ProcedureDefinition
from app.submissions.models import Submission, SubmissionEvent
from app.treasury.service import bills
from payments.money import Money


@dataclass(frozen=True, slots=True)
class Undecided:
    """Money of one revenue account about which the refund policy lets a clerk decide."""

    account: str
    paid: Money


def offers(definition: ProcedureDefinition) -> tuple[Offer, ...]:
    """Return the means by which this fee can be paid, online and at the counter."""
    return policy.offers(definition.fee, adapters().gateways)


def undecided_refund(submission_id: int) -> Sequence[Undecided]:
    """Return what a clerk still has to decide about an ended filing's fee."""
    with reading() as session:
        submission = session.get_one(Submission, submission_id)
        bill = bills.settled_bill(session, submission_id)
        event = _ending(session, submission_id)
        if bill is None or event is None:
            return ()
        due = refunding.due_back(session, submission, bill, event)
        return tuple(Undecided(part.account, part.paid) for part in due.undecided)


def _ending(session: Session, submission_id: int) -> SubmissionEvent | None:
    """Return the last change after which the policy was asked, or None."""
    newest = session.scalars(
        select(SubmissionEvent)
        .where(SubmissionEvent.submission_id == submission_id)
        .order_by(SubmissionEvent.id.desc())
        .limit(1)
    ).first()
    return newest if newest is not None and refunding.occasion_after(newest) else None
