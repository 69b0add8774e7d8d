"""Money about which the refund policy says nothing: somebody decides how much goes back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.permissions import Member, Permission
from app.checkout.models import RefundDecision
from app.checkout.service import authority, refunding
from app.core import clock
from app.core.actor import staff
from app.core.crypto import Place, new_seal
from app.core.db import transaction
from app.core.errors import Conflict, Invalid, Stale
from app.core.trail import Trace, record
from app.submissions.models import Submission, SubmissionEvent
from app.treasury import policy as money
from app.treasury.service import bills, refunds
from app.treasury.service.refunds import Cause
from payments.money import Money
from payments.refund import Occasion, RefundPart

TABLE = "refund_decision"


class NothingToDecide(Conflict):
    """The policy decides about this money itself, or somebody has decided already."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How much goes back and why; `version` is that of the filing which the page showed."""

    amount: Money
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Question:
    """What an ending left open, and what is still held of it by revenue account, in yen."""

    event_id: int
    occasion: Occasion
    held: Mapping[str, int]

    @property
    def most(self) -> Money:
        return Money(sum(self.held.values()))


def decide_refund(member: Member, reference: str, choice: Choice) -> None:
    """Give back a part of a fee, all or nothing of it; it is decided once for each ending.

    Raises NotFound, NotAllowed, Stale, NothingToDecide, Invalid.
    """
    if not choice.reason.strip():
        raise Invalid({"reason": "staff.trouble.reason"})
    with transaction() as session:
        submission = authority.locked(session, member, reference, Permission.MONEY_REFUND)
        if submission.version != choice.version:
            raise Stale(f"{reference} is at version {submission.version}, not {choice.version}")
        question = open_question(session, submission)
        if question is None:
            raise NothingToDecide(reference)
        if choice.amount > question.most:
            raise Invalid({"amount": "staff.trouble.refund_amount"})
        _write(session, submission, question, member.id, choice)
        wanted = money.up_to(choice.amount.yen, question.held)
        cause = Cause(question.occasion.value)
        refunds.return_fee(session, submission.id, wanted, cause, clock.now())
        submission.updated_at = clock.now()  # a page that still shows the question is stale
        details = {"event": question.event_id, "yen": choice.amount.yen}
        subject = f"submission:{submission.id}"
        record(session, Trace(staff(member.id), "refund.decided", subject, details))


def open_question(session: Session, submission: Submission) -> Question | None:
    """Return what somebody still has to decide about an ended filing's fee, or None."""
    bill, event = bills.settled_bill(session, submission.id), _ending(session, submission.id)
    if bill is None or event is None or _is_decided(session, event.id):
        return None
    occasion = refunding.occasion_after(event)
    due = refunding.due_back(session, submission, bill, event)
    if occasion is None or not due.undecided:
        return None
    received = bills.received_by_account(session, submission.id)
    return Question(event.id, occasion, _held(due.undecided, received))


def _held(undecided: tuple[RefundPart, ...], received: Mapping[str, int]) -> dict[str, int]:
    """Return what is undecided by account, never more than has not gone back yet."""
    asked = money.added({part.account: part.paid.yen} for part in undecided)
    return {account: min(yen, max(received.get(account, 0), 0)) for account, yen in asked.items()}


def _ending(session: Session, submission_id: int) -> SubmissionEvent | None:
    """Return the last change if the policy is asked after it, else None."""
    newest = session.scalars(
        select(SubmissionEvent)
        .where(SubmissionEvent.submission_id == submission_id)
        .order_by(SubmissionEvent.id.desc())
        .limit(1)
    ).first()
    return newest if newest is not None and refunding.occasion_after(newest) else None


def _is_decided(session: Session, event_id: int) -> bool:
    decided = select(RefundDecision.id).where(RefundDecision.event_id == event_id)
    return session.scalars(decided).first() is not None


def _write(
    session: Session, submission: Submission, question: Question, staff_id: int, choice: Choice
) -> None:
    now, key = clock.now(), uuid.uuid4()
    seal = new_seal(session, now)
    session.add(
        RefundDecision(
            id=key,
            submission_id=submission.id,
            event_id=question.event_id,
            staff_id=staff_id,
            amount_yen=choice.amount.yen,
            reason=seal.encrypt(choice.reason.strip().encode(), Place(TABLE, str(key), "reason")),
            data_key_id=seal.key_id,
            at=now,
        )
    )
