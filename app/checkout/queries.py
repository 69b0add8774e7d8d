"""Reading for the pages about paying: what is offered, what goes back, what is to be decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Staff
from app.accounts.permissions import Member, Permission, allows
from app.audit.service import record_now
from app.checkout import policy
from app.checkout.models import RefundDecision
from app.checkout.policy import Offer
from app.checkout.service import authority, counter, deciding, refunding
from app.core import clock
from app.core.actor import staff
from app.core.adapters import adapters
from app.core.crypto import Place, open_seal
from app.core.db import reading
from app.core.trail import Trace
from app.procedures import queries as procedures
from app.procedures.definition import ProcedureDefinition
from app.submissions import policy as filings
from app.submissions.models import Submission
from app.submissions.reference import shown
from app.submissions.states import Event, State
from app.treasury import queries as treasury
from app.treasury.queries import PaymentView, RefundView
from app.treasury.service import bills
from forms.text import LocalText
from payments.methods import PaymentMethod
from payments.money import ZERO, Money, total
from payments.states import RefundState


@dataclass(frozen=True, slots=True)
class Undecided:
    """Money of one revenue account about which the refund policy lets a clerk decide."""

    account: str
    paid: Money


@dataclass(frozen=True, slots=True)
class Prospect:
    """What withdrawing today would give back of a paid fee."""

    paid: Money
    amount: Money  #: goes back by rule
    undecided: Money  #: a clerk decides about this


@dataclass(frozen=True, slots=True)
class RefundToHandle:
    """Money on its way back, and what somebody may do about it."""

    view: RefundView
    may_hand_back: bool
    may_retry: bool


@dataclass(frozen=True, slots=True)
class DecisionShown:
    amount: Money
    reason: str
    staff: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyView:
    """The money of one filing for those who handle it; nothing of what was answered."""

    id: int
    reference: str
    shown_reference: str
    version: int
    state: State
    procedure: LocalText
    may_view_case: bool
    may_refund: bool
    payment: PaymentView
    methods: tuple[PaymentMethod, ...]  #: by which a clerk may take money now
    refunds: tuple[RefundToHandle, ...]
    undecided: Money  #: nothing when the policy decides, or somebody has decided
    decisions: tuple[DecisionShown, ...]

    @property
    def has_open_attempts(self) -> bool:
        return any(attempt.state.is_open for attempt in self.payment.attempts)


def offers(definition: ProcedureDefinition) -> tuple[Offer, ...]:
    """Return the means by which this fee can be paid, online and at the counter."""
    return policy.offers(definition.fee, adapters().gateways)


def undecided_refund(submission_id: int) -> Sequence[Undecided]:
    """Return what a clerk still has to decide about an ended filing's fee."""
    with reading() as session:
        question = deciding.open_question(session, session.get_one(Submission, submission_id))
    if question is None:
        return ()
    return tuple(Undecided(account, Money(yen)) for account, yen in question.held.items())


def refund_if_withdrawn(submission_id: int) -> Prospect | None:
    """Return what would go back if its citizen withdrew the filing now; None: nothing was paid."""
    with reading() as session:
        submission = session.get_one(Submission, submission_id)
        bill = bills.settled_bill(session, submission_id)
        paid = bills.received(session, submission_id)
        reviewed = filings.has_been_reviewed(State(submission.state))
        occasion = policy.occasion_of(Event.WITHDRAWN, State.WITHDRAWN, reviewed=reviewed)
        if bill is None or occasion is None or paid <= 0:
            return None
        due = refunding.due_on(session, submission, bill, occasion, clock.today())
    undecided = total(part.paid for part in due.undecided)
    return Prospect(Money(paid), due.amount, undecided)


def money_view(member: Member, reference: str) -> MoneyView:
    """Return a filing's money and record that this member saw it.

    Raises NotFound for an unknown filing and one of a foreign department alike, NotAllowed.
    """
    with reading() as session:
        submission = authority.visible(session, member, reference, Permission.MONEY_TAKE)
        view = _view(session, submission, member)
    record_now(Trace(staff(member.id), "payment.viewed", f"submission:{view.id}"))
    return view


def _view(session: Session, submission: Submission, member: Member) -> MoneyView:
    definition = procedures.version(submission.version_id).definition
    department = submission.department_code
    payment = treasury.payment_view(submission.id)
    question = deciding.open_question(session, submission)
    return MoneyView(
        id=submission.id,
        reference=submission.reference,
        shown_reference=shown(submission.reference),
        version=submission.version,
        state=State(submission.state),
        procedure=definition.name,
        may_view_case=allows(member.grants, Permission.CASE_VIEW, department),
        may_refund=allows(member.grants, Permission.MONEY_REFUND, department),
        payment=payment,
        methods=_methods(submission, definition, payment),
        refunds=tuple(_to_handle(payment, refund) for refund in payment.refunds),
        undecided=question.most if question is not None else ZERO,
        decisions=_decisions(session, submission.id),
    )


def _methods(
    submission: Submission, definition: ProcedureDefinition, payment: PaymentView
) -> tuple[PaymentMethod, ...]:
    may_take = policy.may_pay_at_counter(State(submission.state), definition.fee.timing)
    return tuple(counter.methods(definition.fee)) if may_take and payment.owed else ()


def _to_handle(payment: PaymentView, refund: RefundView) -> RefundToHandle:
    gateways = {attempt.id: attempt.gateway for attempt in payment.attempts}
    state = RefundState(refund.state)
    by_hand = policy.may_hand_back(gateways[refund.attempt_id], state)
    return RefundToHandle(refund, by_hand, policy.may_retry(state))


def _decisions(session: Session, submission_id: int) -> tuple[DecisionShown, ...]:
    rows = session.execute(
        select(RefundDecision, Staff.name)
        .join(Staff, Staff.id == RefundDecision.staff_id)
        .where(RefundDecision.submission_id == submission_id)
        .order_by(RefundDecision.at)
    ).all()
    return tuple(
        DecisionShown(Money(row.amount_yen), _reason(session, row), name, row.at)
        for row, name in rows
    )


def _reason(session: Session, row: RefundDecision) -> str:
    seal = open_seal(session, row.data_key_id)
    return seal.decrypt(row.reason, Place(deciding.TABLE, str(row.id), "reason")).decode()
