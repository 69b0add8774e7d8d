"""Drafts: everything typed is kept, valid or not, until it is filed or given up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import CITIZEN
from app.core.current import current_settings
from app.core.db import transaction
from app.core.errors import Conflict
from app.facilities import service as places
from app.procedures import queries as procedures
from app.submissions.content import draft_of, read_typed, write_typed
from app.submissions.models import Submission
from app.submissions.reference import new_reference
from app.submissions.service.access import grant, held, make_link
from app.submissions.service.door import advance
from app.submissions.service.erasing import erase_unsent
from app.submissions.states import Event, State
from forms.values import Typed

EDITABLE = frozenset({State.DRAFT, State.RETURNED})


class NotEditable(Conflict):
    """The filing was sent already; what was typed now is not taken into it."""

    code = "not_editable"


@dataclass(frozen=True, slots=True)
class Started:
    reference: str
    token: str


def start(procedure_id: str, locale: str, token: str | None) -> Started:
    """Begin a draft and let this browser hold it.  Raises NotFound."""
    published = procedures.current(procedure_id)
    with transaction() as session:
        now = clock.now()
        submission = Submission(
            reference=new_reference(),
            procedure_id=procedure_id,
            version_id=published.version_id,
            department_code=published.definition.department,
            state=State.DRAFT.value,
            locale=locale,
            created_at=now,
            updated_at=now,
        )
        session.add(submission)
        session.flush()
        write_typed(session, submission, {}, now)
        until = now + timedelta(days=current_settings().draft_lifetime_days)
        return Started(submission.reference, grant(session, token, submission.id, until))


def save(reference: str, token: str | None, typed: Mapping[str, Typed]) -> None:
    """Keep what was typed on one page, valid or not.  Raises NotFound, NotEditable."""
    with transaction() as session:
        submission = editable(session, reference, token)
        draft = draft_of(session, submission)
        before = read_typed(session, draft) if draft is not None else {}
        write_typed(session, submission, {**before, **typed}, clock.now())


def editable(session: Session, reference: str, token: str | None) -> Submission:
    submission = held(session, reference, token)
    if State(submission.state) not in EDITABLE:
        raise NotEditable(f"{reference} is {submission.state}")
    return submission


def resume(reference: str, token: str | None) -> None:
    """Go back from signing to the form, as long as nothing was signed."""
    with transaction() as session:
        submission = held(session, reference, token)
        if submission.arrived_at is not None:
            raise NotEditable(f"{reference} has arrived")
        advance(session, submission, Event.RESUMED, CITIZEN)


def secret_link(reference: str, token: str | None) -> str:
    """Return the token of a link with which the holder can go on elsewhere."""
    with transaction() as session:
        return make_link(session, held(session, reference, token))


def discard(reference: str, token: str | None) -> None:
    """Give a draft up: what was typed and sent along is erased at once."""
    with transaction() as session:
        submission = held(session, reference, token)
        if State(submission.state) is not State.DRAFT:
            raise NotEditable(f"{reference} is {submission.state}")
        advance(session, submission, Event.WITHDRAWN, CITIZEN)
        places.release(session, submission.reference)
        erase_unsent(session, submission, clock.now())
