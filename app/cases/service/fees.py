"""Fixing the fee in review: granted reductions, corrected numbers, a new bill."""

import uuid
from datetime import timedelta

from sqlalchemy.orm import Session

from app.cases.fee_quote import Fixing, price
from app.cases.models import FeeFixing
from app.cases.policy import Action
from app.cases.service.desk import Order, open_case, touch
from app.core import clock
from app.core.actor import staff
from app.core.crypto import Place, encrypt_json, new_seal
from app.core.db import transaction
from app.core.jobs import defer
from app.core.trail import Trace, record
from app.submissions.models import Submission
from app.submissions.service.door import advance
from app.submissions.states import Event, State
from app.treasury.models import Bill
from app.treasury.service import bills


def fix_fee(order: Order, fixing: Fixing) -> int:
    """Make the bill that holds; return what is still owed in yen, below zero what goes back.

    The filing waits for the payment if something is owed, else its review goes on.  A fee that
    waits already can be fixed anew: the citizen is told the amount that holds.
    Raises Invalid for numbers and reductions that the fee does not know.
    """
    with transaction() as session:
        case = open_case(session, order, Action.FIX_FEE)
        submission, actor = case.submission, staff(order.member.id)
        quote = price(session, submission, case.definition, fixing)
        bill = bills.assess(session, submission.id, quote, clock.now())
        _write(session, submission, bill, order.member.id, fixing)
        touch(submission)
        record(session, Trace(actor, "case.fee_fixed", f"submission:{submission.id}"))
        owed = bills.owed(session, submission.id)
        if owed > 0:
            bill.due_on = clock.today() + timedelta(days=case.definition.handling.fee_due_days)
            advance(session, submission, Event.FEE_REQUESTED, actor, yen=owed)
            return owed
        if State(submission.state) is State.AWAITING_FEE:
            advance(session, submission, Event.FEE_WAIVED, actor)
        if owed < 0:
            defer(session, "checkout.return_difference", submission_id=submission.id)
        return owed


def _write(
    session: Session, submission: Submission, bill: Bill, staff_id: int, fixing: Fixing
) -> None:
    now = clock.now()
    seal, key = new_seal(session, now), uuid.uuid4()
    content = {
        "reason": fixing.reason.strip(),
        "granted": sorted(fixing.granted),
        "quantities": dict(fixing.quantities),
    }
    session.add(
        FeeFixing(
            id=key,
            submission_id=submission.id,
            bill_id=bill.id,
            staff_id=staff_id,
            content=encrypt_json(seal, content, Place("fee_fixing", str(key), "content")),
            data_key_id=seal.key_id,
            at=now,
        )
    )
