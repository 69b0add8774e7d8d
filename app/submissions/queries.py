"""What the citizen's pages show of a draft and of a filing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock, ids
from app.core.db import reading
from app.core.errors import NotFound
from app.procedures import pricing
from app.procedures import queries as procedures
from app.procedures.lookups import DatabaseLookups
from app.procedures.queries import Published
from app.submissions import policy
from app.submissions.content import draft_of, read_revision, read_typed
from app.submissions.models import CitizenGrant, CitizenSession, Submission, SubmissionEvent
from app.submissions.reference import code_of, shown
from app.submissions.service.access import has_grant
from app.submissions.states import Event, State
from forms.answers import Context, Evaluation, evaluate_form
from forms.values import Typed, Values
from payments.quote import Quote


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft: what was typed, and what the form makes of it today."""

    reference: str
    published: Published
    locale: str
    state: State
    typed: Mapping[str, Typed]
    evaluation: Evaluation
    lookups: DatabaseLookups
    saved_at: datetime

    @property
    def is_editable(self) -> bool:
        return self.state is State.DRAFT


@dataclass(frozen=True, slots=True)
class HistoryLine:
    event: str
    word: str  #: key of what happened in the catalogue, below `history`
    to_state: str
    at: datetime
    actor_kind: str


@dataclass(frozen=True, slots=True)
class FiledView:
    """A filing as its holder sees it."""

    id: int
    reference: str
    shown_reference: str
    shown_code: str
    published: Published
    locale: str
    state: State
    revision: int
    answers: Values
    lookups: DatabaseLookups
    filed_at: datetime | None
    arrived_at: datetime | None
    due_on: date | None
    statutory_due_on: date | None
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class OpenDraft:
    reference: str
    procedure_id: str
    saved_at: datetime


def draft_view(reference: str, token: str | None) -> DraftView:
    """Return a draft, or the open correction of a filing, to its holder.  Raises NotFound."""
    with reading() as session:
        submission = readable(session, reference, token)
        published = procedures.version(submission.version_id)
        draft = draft_of(session, submission)
        typed = read_typed(session, draft) if draft is not None else {}
        lookups = DatabaseLookups(submission.reference)
        context = Context(clock.today(), lookups)
        return DraftView(
            reference=submission.reference,
            published=published,
            locale=submission.locale,
            state=State(submission.state),
            typed=typed,
            evaluation=evaluate_form(published.definition.form, typed, context),
            lookups=lookups,
            saved_at=submission.updated_at,
        )


def filed_view(reference: str, token: str | None) -> FiledView:
    """Return a filing to its holder.  Raises NotFound, for a draft too: it is not filed."""
    with reading() as session:
        submission = readable(session, reference, token)
        if submission.filed_at is None:
            raise NotFound(f"{reference} is not filed")
        code = code_of(submission.reference, submission.code_version)
        events = history(session, submission.id)
        state = policy.public_state(State(submission.state), [Event(each.event) for each in events])
        return FiledView(
            id=submission.id,
            reference=submission.reference,
            shown_reference=shown(submission.reference),
            shown_code=shown(code),
            published=procedures.version(submission.version_id),
            locale=submission.locale,
            state=state,
            revision=submission.revision,
            answers=read_revision(session, submission.id, submission.revision).answers,
            lookups=DatabaseLookups(submission.reference),
            filed_at=submission.filed_at,
            arrived_at=submission.arrived_at,
            due_on=submission.due_on,
            statutory_due_on=submission.statutory_due_on,
            history=tuple(each for each in events if Event(each.event) not in policy.INTERNAL),
        )


def history(session: Session, submission_id: int) -> tuple[HistoryLine, ...]:
    rows = session.scalars(
        select(SubmissionEvent)
        .where(SubmissionEvent.submission_id == submission_id)
        .order_by(SubmissionEvent.id)
    )
    return tuple(
        HistoryLine(
            row.event,
            policy.word_of(row.event, row.details),
            row.to_state,
            row.at,
            row.actor_kind,
        )
        for row in rows
    )


def state_of(reference: str, token: str | None) -> State:
    """Return how far a filing is.  Raises NotFound."""
    with reading() as session:
        return State(readable(session, reference, token).state)


def open_drafts(token: str | None, procedure_id: str | None = None) -> list[OpenDraft]:
    """Return this browser's drafts, newest first: starting again offers them (Lesson 19)."""
    if not token:
        return []
    query = (
        select(Submission)
        .join(CitizenGrant, CitizenGrant.submission_id == Submission.id)
        .join(CitizenSession, CitizenSession.id == CitizenGrant.session_id)
        .where(
            CitizenSession.token_hash == ids.token_hash(token),
            CitizenSession.revoked_at.is_(None),
            CitizenGrant.until > clock.now(),
            Submission.state == State.DRAFT,
        )
        .order_by(Submission.updated_at.desc())
    )
    if procedure_id is not None:
        query = query.where(Submission.procedure_id == procedure_id)
    with reading() as session:
        return [
            OpenDraft(row.reference, row.procedure_id, row.updated_at)
            for row in session.scalars(query)
        ]


def quote_of_draft(draft: DraftView) -> Quote:
    """Return what this draft would cost today.  Raises FeeError while answers are missing."""
    return pricing.price(draft.published.definition, draft.evaluation.values, clock.today())


def readable(session: Session, reference: str, token: str | None) -> Submission:
    """Return the filing, unlocked, if the browser with this token may see it.  Raises NotFound."""
    submission = session.scalars(
        select(Submission).where(Submission.reference == reference)
    ).one_or_none()
    if submission is None or not has_grant(session, submission.id, token):
        raise NotFound(f"submission {reference}")
    return submission
