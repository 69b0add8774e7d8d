"""`advance`: the only door through which a submission changes its state."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import Actor
from app.core.jobs import defer
from app.core.trail import Trace, record
from app.facilities import queries as facilities
from app.procedures import queries as procedures
from app.submissions import policy
from app.submissions.clocks import Standing, in_state
from app.submissions.effects import EFFECTS
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.states import Event, State, next_state


def advance(
    session: Session, submission: Submission, event: Event, actor: Actor, **details: str | int
) -> SubmissionEvent:
    """Change the state, write history, leave a trace and queue what follows, in one transaction.

    Raises IllegalTransition.  `details` hold codes and keys only, nothing personal.
    """
    before = State(submission.state)
    after = next_state(before, event)
    submission.state = after.value
    submission.updated_at = clock.now()
    _keep_time(submission, after)
    row = SubmissionEvent(
        submission_id=submission.id,
        event=event.value,
        from_state=before.value,
        to_state=after.value,
        at=submission.updated_at,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        details=details,
    )
    session.add(row)
    session.flush()
    record(session, Trace(actor, f"submission.{event}", f"submission:{submission.id}", details))
    for job in EFFECTS.get(event, ()):
        defer(session, job, submission_id=submission.id, event_id=row.id)
    return row


def _keep_time(submission: Submission, state: State) -> None:
    """Stop the standard processing time while the citizen has to act, and let it go on after."""
    definition = procedures.version(submission.version_id).definition
    if submission.due_on is None or not definition.clock.pauses_in:
        return
    before, today = Standing(submission.due_on, submission.clock_stopped_on), clock.today()
    holidays = facilities.holidays(before.stopped_on or today, today + policy.HOLIDAYS_AHEAD)
    now = in_state(before, definition.clock, state, today, holidays)
    submission.due_on, submission.clock_stopped_on = now.due_on, now.stopped_on


def lock_submission(session: Session, reference: str) -> Submission | None:
    """Return the filing of a reference, locked and read afresh, or None."""
    return session.scalars(
        select(Submission)
        .where(Submission.reference == reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
