"""Filing: from the draft to the city, step by step along one line."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import CITIZEN, Actor
from app.core.db import transaction
from app.facilities import queries as facilities
from app.procedures import pricing
from app.procedures import queries as procedures
from app.procedures.definition import ProcedureDefinition
from app.procedures.lookups import DatabaseLookups
from app.submissions import policy
from app.submissions.content import add_revision, draft_of, erase_draft, read_revision, read_typed
from app.submissions.models import Submission
from app.submissions.service import booking
from app.submissions.service.access import held, prolong
from app.submissions.service.door import advance
from app.submissions.service.search_index import write_index
from app.submissions.states import Event, State
from app.treasury.service import bills
from forms.answers import Context, Evaluation, evaluate_form
from forms.problems import Problem
from forms.values import Values

#: How long the browser that filed may see its filing without code or link.
FILED_GRANT_DAYS = 1


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing led to: problems and nothing changed, or the state that was reached."""

    problems: tuple[Problem, ...]
    state: State


def file(reference: str, token: str | None) -> Filed:
    """File a draft.  A second call finds it filed and changes nothing (Lesson 21).

    Raises NotFound, NoPlaceLeft.
    """
    with transaction() as session:
        submission = held(session, reference, token)
        if State(submission.state) is not State.DRAFT:
            return Filed((), State(submission.state))
        definition = procedures.version(submission.version_id).definition
        evaluation = evaluate_draft(session, submission, definition)
        if evaluation.problems:
            return Filed(evaluation.problems, State.DRAFT)
        record_filing(session, submission, definition, evaluation.values)
        prolong(session, token, submission.id, clock.now() + timedelta(days=FILED_GRANT_DAYS))
        return Filed((), State(submission.state))


def evaluate_draft(
    session: Session, submission: Submission, definition: ProcedureDefinition
) -> Evaluation:
    draft = draft_of(session, submission)
    typed = read_typed(session, draft) if draft is not None else {}
    return evaluate_form(
        definition.form, typed, Context(clock.today(), DatabaseLookups(submission.reference))
    )


def record_filing(
    session: Session, submission: Submission, definition: ProcedureDefinition, values: Values
) -> None:
    """Append the answers as a revision and walk the line as far as it goes."""
    now = clock.now()
    revision = add_revision(session, submission, values, CITIZEN, now)
    submission.revision = revision.number
    submission.filed_at = now
    booking.hold(session, submission, definition, values)
    write_index(session, submission, definition, values)
    advance(session, submission, Event.SUBMITTED, CITIZEN, revision=revision.number)
    if not policy.must_sign(definition.identity):
        satisfy_identity(session, submission, CITIZEN, provider="none")


def satisfy_identity(
    session: Session, submission: Submission, actor: Actor, **details: str | int
) -> None:
    """Record that the identity step is done; the filing arrives now unless payment makes it."""
    definition = procedures.version(submission.version_id).definition
    advance(session, submission, Event.IDENTITY_SATISFIED, actor, **details)
    if policy.arrives_on_filing(definition):
        arrive(session, submission, definition)
    assess(session, submission, definition)
    if not policy.pays_on_filing(definition) or bills.owed(session, submission.id) <= 0:
        settle_fee(session, submission, actor, due="nothing_now")


def assess(session: Session, submission: Submission, definition: ProcedureDefinition) -> None:
    """Work the bill out from the answers in force at the prices of the day of filing."""
    if not definition.fee.lines:
        return
    values = read_revision(session, submission.id, submission.revision).answers
    filed = submission.arrived_at or submission.filed_at or clock.now()
    bill = pricing.price(definition, values, clock.in_tokyo(filed).date())
    bills.assess(session, submission.id, bill, clock.now())


def settle_fee(
    session: Session, submission: Submission, actor: Actor, **details: str | int
) -> None:
    """Record that nothing is owed any more, while filing or after a fee fixed in review."""
    definition = procedures.version(submission.version_id).definition
    first_time = State(submission.state) is State.AWAITING_PAYMENT
    advance(session, submission, Event.FEE_SETTLED, actor, **details)
    if not first_time:
        return
    if policy.arrives_on_payment(definition):
        arrive(session, submission, definition)
    booking.confirm(session, submission, definition)
    erase_draft(session, submission, clock.now())


def arrive(session: Session, submission: Submission, definition: ProcedureDefinition) -> None:
    """Set the moment of arrival, once, and the days on which the filing is due.

    Source: 情報通信技術を活用した行政の推進等に関する法律6条3項 (recorded = arrived).
    """
    if submission.arrived_at is not None:
        return
    submission.arrived_at = clock.now()
    arrived_on = clock.in_tokyo(submission.arrived_at).date()
    holidays = facilities.holidays(arrived_on, arrived_on + policy.HOLIDAYS_AHEAD)
    days = policy.due_days(definition.clock, arrived_on, holidays)
    submission.due_on, submission.statutory_due_on = days.standard, days.statutory
