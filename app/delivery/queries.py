"""The lists of what is to be issued, posted or handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select

from app.accounts.permissions import Member, Permission, reach
from app.core.db import reading
from app.delivery.models import Delivery
from app.delivery.states import DELIVERED, DeliveryEvent, DeliveryState, can
from app.procedures import queries as procedures
from app.procedures.definition import DeliveryMethod
from app.submissions.models import Submission
from app.submissions.reference import shown
from app.submissions.states import State
from forms.text import LocalText

PAGE = 100
NOTICE_OF_REFUSAL = LocalText(
    "却下（不許可）通知書", "Notice of refusal", "認《みと》められなかったお知《し》らせ"
)


class Tab(StrEnum):
    TO_ISSUE = "to_issue"
    TO_POST = "to_post"
    TO_HAND_OVER = "to_hand_over"
    RETURNED_MAIL = "returned_mail"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryShown:
    id: str
    reference: str
    shown_reference: str
    procedure: LocalText
    what: LocalText
    method: str
    state: str
    opened_at: datetime
    issued_at: datetime | None
    done_at: datetime | None
    identity_checked: str | None
    possible: frozenset[DeliveryEvent]


def deliveries(member: Member, tab: Tab) -> tuple[DeliveryShown, ...]:
    """Return a list of the departments in which the member issues, oldest first."""
    sight = reach(member.grants, Permission.DELIVERY_ISSUE)
    wanted = (
        select(Delivery, Submission)
        .join(Submission, Submission.id == Delivery.submission_id)
        .where(_of_tab(tab), Submission.state.in_(DELIVERED))
        .limit(PAGE)
    )
    if not sight.everywhere:
        wanted = wanted.where(Delivery.department_code.in_(sight.departments))
    newest_first = Delivery.done_at.desc()
    order = newest_first if tab is Tab.DONE else Delivery.opened_at
    with reading() as session:
        rows = session.execute(wanted.order_by(order, Delivery.id)).all()
        return tuple(_shown(row, submission) for row, submission in rows)


def delivery_of(submission_id: int) -> DeliveryShown | None:
    """Return the newest delivery of a filing, to callers that have checked who asks."""
    with reading() as session:
        found = session.execute(
            select(Delivery, Submission)
            .join(Submission, Submission.id == Delivery.submission_id)
            .where(Delivery.submission_id == submission_id)
            .order_by(Delivery.event_id.desc())
            .limit(1)
        ).one_or_none()
        return _shown(*found) if found is not None else None


def _of_tab(tab: Tab) -> ColumnElement[bool]:
    """Say what belongs to a list; an electronic document is done once it is issued."""
    issued = Delivery.state == DeliveryState.ISSUED
    conditions: Mapping[Tab, ColumnElement[bool]] = {
        Tab.TO_ISSUE: Delivery.state == DeliveryState.TO_ISSUE,
        Tab.TO_POST: issued & (Delivery.method == DeliveryMethod.POST),
        Tab.TO_HAND_OVER: issued & (Delivery.method == DeliveryMethod.COUNTER),
        Tab.RETURNED_MAIL: Delivery.state == DeliveryState.RETURNED_MAIL,
        Tab.DONE: Delivery.done_at.is_not(None),
    }
    return conditions[tab]


def _shown(row: Delivery, submission: Submission) -> DeliveryShown:
    definition = procedures.version(submission.version_id).definition
    state, method = DeliveryState(row.state), DeliveryMethod(row.method)
    refused = submission.state == State.REJECTED
    return DeliveryShown(
        id=row.id,
        reference=submission.reference,
        shown_reference=shown(submission.reference),
        procedure=definition.name,
        what=NOTICE_OF_REFUSAL if refused else definition.delivery.what,
        method=row.method,
        state=row.state,
        opened_at=row.opened_at,
        issued_at=row.issued_at,
        done_at=row.done_at,
        identity_checked=row.identity_checked,
        possible=frozenset(event for event in DeliveryEvent if can(state, event, method)),
    )
