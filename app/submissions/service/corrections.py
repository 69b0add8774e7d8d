"""Corrections: the next revision of answers, in force once it is signed where that is asked."""

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import CITIZEN, Actor, system
from app.core.jobs import defer
from app.procedures import queries as procedures
from app.submissions import policy
from app.submissions.content import Revision, add_revision, erase_draft, read_revision
from app.submissions.models import Submission
from app.submissions.service import booking
from app.submissions.service.door import advance
from app.submissions.service.filing import assess
from app.submissions.service.search_index import write_index
from app.submissions.states import Event
from app.treasury.service import bills
from forms.values import Values

ASSESSMENT = system("assessment")


def propose_revision(session: Session, submission: Submission, values: Values) -> Revision:
    """Append corrected answers.  The ones before stay in force until this one is."""
    return add_revision(session, submission, values, CITIZEN, clock.now())


def bring_into_force(
    session: Session, submission: Submission, number: int, actor: Actor, **details: str | int
) -> None:
    """Make a revision the one that counts, and work its bill out again.

    A higher bill waits for the difference, where it is paid online; a lower one sends it back.
    A fee that a clerk fixes after review is fixed anew by a clerk.
    """
    definition = procedures.version(submission.version_id).definition
    values = read_revision(session, submission.id, number).answers
    submission.revision = number
    booking.hold(session, submission, definition, values)
    booking.confirm(session, submission, definition)
    write_index(session, submission, definition, values)
    advance(session, submission, Event.CORRECTED, actor, revision=number, **details)
    erase_draft(session, submission, clock.now())
    if policy.fixed_by_clerk(definition):
        return
    assess(session, submission, definition)
    owed = bills.owed(session, submission.id)
    if owed > 0 and policy.pays_on_filing(definition):
        advance(session, submission, Event.FEE_REQUESTED, ASSESSMENT, yen=owed)
    elif owed < 0:
        defer(session, "checkout.return_difference", submission_id=submission.id)
