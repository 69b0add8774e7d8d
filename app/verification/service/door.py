"""`move`: the only door through which an identity check changes its state; and how one begins."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import clock, ids
from app.core.actor import CITIZEN, Actor
from app.core.adapters import adapters
from app.core.crypto import new_seal
from app.core.errors import TooMany
from app.core.trail import Trace, record
from app.submissions.models import Submission
from app.verification import policy
from app.verification.models import IdentityCheck
from identity.envelope import Purpose
from identity.states import FINAL_STATES, CheckEvent, CheckState, next_state


def move(
    session: Session, check: IdentityCheck, event: CheckEvent, actor: Actor, **details: str | int
) -> None:
    """Change the state and leave a trace.  `details` hold codes only, nothing personal."""
    after = next_state(CheckState(check.state), event)
    check.state = after.value
    if after in FINAL_STATES:
        check.finished_at = clock.now()
    subject = f"submission:{check.submission_id}"
    about = {"provider": check.provider, "check": check.id, **details}
    record(session, Trace(actor, f"identity.{event}", subject, about))


def begin(
    session: Session, submission: Submission, revision: int, provider: str, purpose: Purpose
) -> IdentityCheck:
    """Add a check; those that the filing still had open of the same kind are cancelled."""
    now = clock.now()
    for open_one in _open(session, submission, provider, purpose):
        move(session, open_one, CheckEvent.CANCELLED, CITIZEN)
    check = IdentityCheck(
        id=ids.new_public_id(),
        submission_id=submission.id,
        revision=revision,
        provider=provider,
        environment=adapters().identity[provider].environment.value,
        purpose=purpose.value,
        state=CheckState.CREATED.value,
        data_key_id=new_seal(session, now).key_id,
        failed_tries=0,
        started_at=now,
        expires_at=now + policy.LIFETIME,
        review="",
    )
    session.add(check)
    session.flush()
    return check


def keep_pace(session: Session, submission: Submission, purpose: Purpose, most: int) -> None:
    """Raise TooMany when `most` checks of a filing were begun within an hour."""
    recent = session.scalar(
        select(func.count())
        .select_from(IdentityCheck)
        .where(
            IdentityCheck.submission_id == submission.id,
            IdentityCheck.purpose == purpose,
            IdentityCheck.started_at > clock.now() - timedelta(hours=1),
        )
    )
    if (recent or 0) >= most:
        raise TooMany(f"{purpose} of {submission.reference}")


def _open(
    session: Session, submission: Submission, provider: str, purpose: Purpose
) -> list[IdentityCheck]:
    return list(
        session.scalars(
            select(IdentityCheck)
            .where(
                IdentityCheck.submission_id == submission.id,
                IdentityCheck.provider == provider,
                IdentityCheck.purpose == purpose,
                IdentityCheck.state.in_(policy.UNANSWERED),
            )
            .with_for_update()
        )
    )
