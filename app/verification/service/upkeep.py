"""What becomes of checks that nobody finishes: completed later, timed out, forgotten."""

from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.actor import system
from app.core.db import lock, reading, transaction
from app.submissions.models import Submission
from app.verification import policy, records
from app.verification.models import IdentityCheck
from app.verification.service import judging
from app.verification.service.door import move
from identity.states import CheckEvent, CheckState

COMPLETION = system("verification.complete_pending")
UPKEEP = system("verification.forget")
#: Whoever took an answer has judged it by then, or has died over it.
JUDGED_WITHIN = timedelta(minutes=2)
#: After this long without a provider that answers, the person has to sign again.
GIVEN_UP_AFTER = timedelta(days=1)


def undecided() -> list[str]:
    """Return the checks whose answers are to be judged once more."""
    with reading() as session:
        return list(
            session.scalars(
                select(IdentityCheck.id)
                .where(
                    IdentityCheck.state.in_(policy.UNDECIDED),
                    IdentityCheck.answered_at < clock.now() - JUDGED_WITHIN,
                )
                .order_by(IdentityCheck.started_at)
            )
        )


def complete(check_id: str) -> None:
    """Judge an answer once more; without a result it waits for the next time."""
    found = _take_up(check_id)
    if found is not None:
        judging.judge(found, COMPLETION)


def _take_up(check_id: str) -> judging.Taken | None:
    with transaction() as session:
        submission_id = session.get_one(IdentityCheck, check_id).submission_id
        submission = lock(session, Submission, submission_id)
        check = lock(session, IdentityCheck, check_id)
        if CheckState(check.state) not in policy.UNDECIDED:
            return None
        if _is_hopeless(check):
            move(session, check, CheckEvent.TIMED_OUT, COMPLETION)
            return None
        return judging.taken(session, submission, check)


def _is_hopeless(check: IdentityCheck) -> bool:
    """A filing that waits for revocation data has arrived, so that its check never times out."""
    is_old = check.started_at < clock.now() - GIVEN_UP_AFTER
    return is_old and CheckState(check.state) is CheckState.RESPONDED


def unanswered() -> list[str]:
    """Return the checks whose time has run out."""
    with reading() as session:
        return list(
            session.scalars(
                select(IdentityCheck.id).where(
                    IdentityCheck.state.in_(policy.UNANSWERED),
                    IdentityCheck.expires_at < clock.now(),
                )
            )
        )


def time_out(check_id: str) -> None:
    with transaction() as session:
        check = lock(session, IdentityCheck, check_id)
        if CheckState(check.state) in policy.UNANSWERED and check.expires_at < clock.now():
            move(session, check, CheckEvent.TIMED_OUT, UPKEEP)


def forgettable() -> list[str]:
    """Return the checks that led to nothing and still hold something of a person."""
    with reading() as session:
        return list(
            session.scalars(
                select(IdentityCheck.id).where(
                    IdentityCheck.state.in_(policy.UNSUCCESSFUL),
                    IdentityCheck.forgotten_at.is_(None),
                    IdentityCheck.finished_at < clock.now() - policy.FORGOTTEN_AFTER,
                )
            )
        )


def forget(check_id: str) -> None:
    """Erase what an unsuccessful check held: envelope, answer, evidence of the failure."""
    with transaction() as session:
        check = lock(session, IdentityCheck, check_id)
        if CheckState(check.state) in policy.UNSUCCESSFUL and check.forgotten_at is None:
            records.forget(session, check, clock.now())
