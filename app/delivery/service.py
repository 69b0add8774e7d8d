"""Issuing and delivering: opened by a published approval, then moved by clerks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.permissions import Member, Permission, require
from app.core import clock, ids
from app.core.actor import Actor, staff, system
from app.core.db import lock, transaction
from app.core.errors import Conflict, Invalid, NotFound
from app.core.trail import Trace, record
from app.delivery.models import Delivery
from app.delivery.states import (
    DELIVERED,
    DeliveryEvent,
    DeliveryState,
    can,
    is_done,
    next_state,
)
from app.procedures import queries as procedures
from app.procedures.definition import DeliveryMethod
from app.submissions.content import read_revision
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.states import Event, State

OPENER = system("delivery.open")


class Shown(StrEnum):
    """What somebody showed at the counter to prove who they are."""

    MY_NUMBER_CARD = "my_number_card"
    DRIVING_LICENCE = "driving_licence"
    PASSPORT = "passport"
    RESIDENCE_CARD = "residence_card"
    TWO_DOCUMENTS = "two_documents"  #: two without a photograph, such as insurance and pension
    AUTHORISATION = "authorisation"  #: 委任状 and the representative's own document


class NotDeliverable(Conflict):
    """The decision behind this delivery does not hold any more."""

    code = "not_deliverable"


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the chosen ones: some may be further along than the page showed."""

    done: int
    left_out: int


def open_delivery(submission_id: int, event_id: int) -> None:
    """Open the delivery that a publication leads to; a second call changes nothing.

    What still waits to be issued for an earlier publication of the same filing is removed.
    """
    with transaction() as session:
        submission = lock(session, Submission, submission_id)
        if event_id != _newest_publication(session, submission_id):
            return
        earlier = _of_submission(session, submission_id)
        if any(row.event_id == event_id for row in earlier):
            return
        for row in earlier:
            if row.state == DeliveryState.TO_ISSUE:
                session.delete(row)
        method = _method(session, submission)
        if method is not DeliveryMethod.NONE:
            session.add(_new(submission, event_id, method))
            record(session, _trace(OPENER, "opened", submission_id))


def _newest_publication(session: Session, submission_id: int) -> int | None:
    return session.scalar(
        select(func.max(SubmissionEvent.id)).where(
            SubmissionEvent.submission_id == submission_id,
            SubmissionEvent.event == Event.PUBLISHED,
        )
    )


def _method(session: Session, submission: Submission) -> DeliveryMethod:
    """Return how it reaches the citizen by the answers in force; NONE when nothing is delivered.

    A refused disposition is told on paper: an electronic notice needs the citizen's wish for one.
    Source: 情報通信技術を活用した行政の推進等に関する法律7条.
    """
    definition = procedures.version(submission.version_id).definition
    if submission.state == State.REJECTED and definition.law.is_disposition:
        return DeliveryMethod.POST
    if submission.state != State.APPROVED:
        return DeliveryMethod.NONE
    values = read_revision(session, submission.id, submission.revision).answers
    return definition.delivery.method_for(values)


def _of_submission(session: Session, submission_id: int) -> Sequence[Delivery]:
    return session.scalars(select(Delivery).where(Delivery.submission_id == submission_id)).all()


def _new(submission: Submission, event_id: int, method: DeliveryMethod) -> Delivery:
    return Delivery(
        id=ids.new_public_id(),
        submission_id=submission.id,
        event_id=event_id,
        department_code=submission.department_code,
        method=method.value,
        state=DeliveryState.TO_ISSUE.value,
        opened_at=clock.now(),
        issued_at=None,
        done_at=None,
        identity_checked=None,
        staff_id=None,
    )


def issue(member: Member, delivery_ids: Sequence[str]) -> Moved:
    """Record that documents were made.  Raises Invalid when none is chosen."""
    return _move_all(member, delivery_ids, DeliveryEvent.ISSUED)


def post(member: Member, delivery_ids: Sequence[str]) -> Moved:
    """Record that letters were posted.  Raises Invalid when none is chosen."""
    return _move_all(member, delivery_ids, DeliveryEvent.POSTED)


def hand_over(member: Member, delivery_id: str, shown: str) -> None:
    """Record that it was handed over at the counter to somebody who proved who they are.

    Raises Invalid for a document that proves nothing.
    """
    with transaction() as session:
        row = _open_row(session, member, delivery_id)
        if shown not in Shown.__members__.values():
            raise Invalid({"shown": "staff.trouble.document_shown"})
        _move(session, row, DeliveryEvent.HANDED_OVER, member)
        row.identity_checked = shown


def came_back(member: Member, delivery_id: str) -> None:
    """Record that the mail came back (返戻)."""
    with transaction() as session:
        row = _open_row(session, member, delivery_id)
        _move(session, row, DeliveryEvent.CAME_BACK, member)


def _move_all(member: Member, delivery_ids: Sequence[str], event: DeliveryEvent) -> Moved:
    """Move the chosen ones that can be moved and count the others (Lesson 24)."""
    if not delivery_ids:
        raise Invalid({"chosen": "staff.trouble.nothing_chosen"})
    with transaction() as session:
        # In one order for everybody, so that two clerks never wait for each other in a circle.
        found = [_locked(session, member, each) for each in sorted(set(delivery_ids))]
        movable = [
            row
            for row, submission in found
            if submission.state in DELIVERED and can(_state(row), event, DeliveryMethod(row.method))
        ]
        for row in movable:
            _move(session, row, event, member)
        return Moved(len(movable), len(found) - len(movable))


def _open_row(session: Session, member: Member, delivery_id: str) -> Delivery:
    """Return a delivery, locked.  Raises NotFound, NotAllowed, NotDeliverable."""
    row, submission = _locked(session, member, delivery_id)
    if submission.state not in DELIVERED:
        raise NotDeliverable(f"{submission.reference} is {submission.state}")
    return row


def _locked(session: Session, member: Member, delivery_id: str) -> tuple[Delivery, Submission]:
    """Return a delivery and its filing, the filing locked first, as in every other service.

    Else a decision could be reopened while its document is being issued.
    Raises NotFound, NotAllowed.
    """
    submission_id = session.scalar(select(Delivery.submission_id).where(Delivery.id == delivery_id))
    if submission_id is None:
        raise NotFound(f"delivery {delivery_id}")
    submission = lock(session, Submission, submission_id)
    row = lock(session, Delivery, delivery_id)
    require(member, Permission.DELIVERY_ISSUE, row.department_code)
    return row, submission


def _move(session: Session, row: Delivery, event: DeliveryEvent, member: Member) -> None:
    now, method = clock.now(), DeliveryMethod(row.method)
    state = next_state(_state(row), event, method)
    row.state, row.staff_id = state.value, member.id
    if event is DeliveryEvent.ISSUED:
        row.issued_at = now
    row.done_at = now if is_done(state, method) else None
    record(session, _trace(staff(member.id), event.value, row.submission_id))


def _state(row: Delivery) -> DeliveryState:
    return DeliveryState(row.state)


def _trace(actor: Actor, action: str, submission_id: int) -> Trace:
    return Trace(actor, f"delivery.{action}", f"submission:{submission_id}")
