"""How a filing ends without a decision: withdrawn by the citizen, closed by a clerk, expired."""

import uuid
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import CITIZEN, Actor, system
from app.core.crypto import Place, new_seal
from app.core.current import current_settings
from app.core.db import lock, reading, transaction
from app.core.errors import Conflict
from app.facilities import service as places
from app.procedures import queries as procedures
from app.procedures.definition import Kind, ProcedureDefinition
from app.submissions import policy
from app.submissions.content import erase_draft
from app.submissions.models import Submission, Withdrawal
from app.submissions.service.access import held
from app.submissions.service.door import advance
from app.submissions.service.erasing import erase_unsent
from app.submissions.states import RUNNING, Event, State, may_time_out
from app.treasury.service import bills

CLOCKWORK = system("clock")
#: How long somebody may take to sign or to pay for a contract before the filing lapses.
UNFINISHED_DAYS = 3


class TooLateToWithdraw(Conflict):
    """The filing was decided already; withdrawing it changes nothing any more."""

    code = "too_late_to_withdraw"


def withdraw(reference: str, token: str | None, reason: str) -> None:
    """Take a filing back before it is decided; the fee follows its refund policy.

    The reason may be empty: nobody has to give one (行政手続法 knows no condition).

    Raises NotFound, TooLateToWithdraw.
    """
    with transaction() as session:
        submission = held(session, reference, token)
        if State(submission.state) not in RUNNING:
            raise TooLateToWithdraw(f"{reference} is {submission.state}")
        reviewed = policy.has_been_reviewed(State(submission.state))
        end(session, submission, Event.WITHDRAWN, CITIZEN, reviewed=int(reviewed))
        keep_reason(session, submission, reason)


def end(
    session: Session, submission: Submission, event: Event, actor: Actor, **details: str | int
) -> None:
    """End a filing without a decision: its places are free again, nothing is owed any more."""
    advance(session, submission, event, actor, **details)
    places.release(session, submission.reference)
    bills.void_open_bills(session, submission.id)
    erase_draft(session, submission, clock.now())


def keep_reason(session: Session, submission: Submission, reason: str) -> None:
    now, key = clock.now(), uuid.uuid4()
    seal = new_seal(session, now)
    session.add(
        Withdrawal(
            id=key,
            submission_id=submission.id,
            reason=seal.encrypt(reason.encode(), Place("withdrawal", str(key), "reason")),
            data_key_id=seal.key_id,
            at=now,
        )
    )


def overdue() -> list[int]:
    """Return the filings that may have to end by themselves; `expire` looks at each again."""
    now = clock.now()
    drafts = now - timedelta(days=current_settings().draft_lifetime_days)
    unfinished = now - timedelta(days=UNFINISHED_DAYS)
    waiting = [State.AWAITING_IDENTITY, State.AWAITING_PAYMENT, State.RECEIVED]
    with reading() as session:
        return list(
            session.scalars(
                select(Submission.id).where(
                    ((Submission.state == State.DRAFT) & (Submission.updated_at < drafts))
                    | (
                        Submission.state.in_(waiting)
                        & Submission.arrived_at.is_(None)
                        & (Submission.updated_at < unfinished)
                    )
                )
            )
        )


def expire(submission_id: int) -> bool:
    """End a filing by its age, if nothing has arrived; says whether it did."""
    with transaction() as session:
        submission = lock(session, Submission, submission_id)
        if not _may_expire(submission):
            return False
        was_draft = State(submission.state) is State.DRAFT
        end(session, submission, Event.TIMED_OUT, CLOCKWORK)
        if was_draft:
            erase_unsent(session, submission, clock.now())
        return True


def _may_expire(submission: Submission) -> bool:
    definition = procedures.version(submission.version_id).definition
    advance_filing = definition.kind is Kind.ADVANCE
    state = State(submission.state)
    if not may_time_out(state, arrived=submission.arrived_at is not None, advance=advance_filing):
        return False
    return submission.updated_at < clock.now() - _lifetime(state, definition)


def _lifetime(state: State, definition: ProcedureDefinition) -> timedelta:
    if state is State.DRAFT:
        return timedelta(days=current_settings().draft_lifetime_days)
    if state is State.RECEIVED:
        return timedelta(days=definition.handling.unused_after_days or UNFINISHED_DAYS)
    return timedelta(days=UNFINISHED_DAYS)
