"""受付一覧: the cases of a member's departments, in tabs, most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Staff
from app.accounts.permissions import Member, Permission, Reach, reach
from app.cases.clocks import Deadline
from app.cases.models import Assignment
from app.cases.queries.deadlines import deadlines_of, known_holidays
from app.cases.queries.payment import state_of
from app.core.db import reading
from app.procedures import queries as procedures
from app.submissions.models import Submission
from app.submissions.reference import shown
from app.submissions.states import ENDED, State
from app.treasury.models import Bill
from app.verification.queries.identity import identity_states
from forms.text import LocalText

PAGE = 50


class Tab(StrEnum):
    MINE = "mine"
    DEPARTMENT = "department"
    CITIZEN = "citizen"  #: 補正待ち
    PAYMENT = "payment"  #: 納付待ち
    APPROVAL = "approval"  #: 決裁待ち
    DONE = "done"


STATES: Mapping[Tab, frozenset[State]] = {
    Tab.MINE: frozenset(State) - ENDED - {State.DRAFT},
    Tab.DEPARTMENT: frozenset({State.RECEIVED, State.IN_REVIEW}),
    Tab.CITIZEN: frozenset({State.RETURNED}),
    Tab.PAYMENT: frozenset({State.AWAITING_PAYMENT, State.AWAITING_FEE}),
    Tab.APPROVAL: frozenset({State.AWAITING_APPROVAL}),
    Tab.DONE: ENDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    reference: str
    shown_reference: str
    procedure: LocalText
    group: int
    arrived_at: datetime | None
    state: str
    standard: Deadline | None
    statutory: Deadline | None
    payment: str  #: none, not_fixed, open, settled or void
    identity: str | None  #: state of the newest check; None when there was none
    assigned_to: str | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of a tab; `next_after` is the reference after which the next one begins."""

    tab: Tab
    rows: tuple[QueueRow, ...]
    next_after: str | None
    counts: Mapping[Tab, int]  #: of every tab but the last, whose number only grows


def queue(member: Member, tab: Tab, after: str | None = None, *, size: int = PAGE) -> QueuePage:
    """Return one page of what the member's departments have to do.

    An `after` that the member may not see, or that is no case, begins at the top.
    """
    sight = reach(member.grants, Permission.CASE_VIEW)
    with reading() as session:
        wanted = _in_order(_of_tab(_visible(sight), tab, member), tab)
        last = _last_row(session, sight, after)
        if last is not None:
            wanted = wanted.where(_behind(last, tab))
        found = session.scalars(wanted.limit(size + 1)).all()
        rows = _rows(session, found[:size])
        next_after = rows[-1].reference if len(found) > size else None
        return QueuePage(tab, rows, next_after, _counts(session, sight, member))


def _visible(sight: Reach) -> Select[Submission]:
    """Select what has arrived, or waits for a visit, in the departments of this sight."""
    filed = Submission.arrived_at.is_not(None) | (Submission.state == State.RECEIVED)
    ended = Submission.filed_at.is_not(None) & Submission.state.in_(ENDED)
    return select(Submission).where(filed | ended, _within(sight))


def _within(sight: Reach) -> ColumnElement[bool]:
    if sight.everywhere:
        return Submission.id.is_not(None)
    return Submission.department_code.in_(sight.departments)


def _of_tab(query: Select[Submission], tab: Tab, member: Member) -> Select[Submission]:
    query = query.where(Submission.state.in_(STATES[tab]))
    if tab is Tab.MINE:
        query = query.join(Assignment, Assignment.submission_id == Submission.id)
        query = query.where(Assignment.staff_id == member.id)
    return query


def _in_order(query: Select[Submission], tab: Tab) -> Select[Submission]:
    if tab is Tab.DONE:
        return query.order_by(Submission.id.desc())
    return query.order_by(Submission.due_on, Submission.id)


def _last_row(session: Session, sight: Reach, after: str | None) -> Submission | None:
    if not after:
        return None
    return session.scalars(_visible(sight).where(Submission.reference == after)).one_or_none()


def _behind(last: Submission, tab: Tab) -> ColumnElement[bool]:
    """Say what comes after the last row of a page; no due day comes after every due day."""
    if tab is Tab.DONE:
        return Submission.id < last.id
    if last.due_on is None:
        return Submission.due_on.is_(None) & (Submission.id > last.id)
    same_day = (Submission.due_on == last.due_on) & (Submission.id > last.id)
    return (Submission.due_on > last.due_on) | same_day | Submission.due_on.is_(None)


def _counts(session: Session, sight: Reach, member: Member) -> dict[Tab, int]:
    open_cases = _visible(sight).where(Submission.state.not_in(ENDED)).subquery()
    by_state = {
        State(state): count
        for state, count in session.execute(
            select(open_cases.c.state, func.count()).group_by(open_cases.c.state)
        )
    }
    counts: dict[Tab, int] = {
        tab: sum(by_state.get(state, 0) for state in STATES[tab])
        for tab in Tab
        if tab not in (Tab.MINE, Tab.DONE)
    }
    mine = _of_tab(_visible(sight), Tab.MINE, member).subquery()
    counts[Tab.MINE] = session.scalar(select(func.count()).select_from(mine)) or 0
    return counts


def _rows(session: Session, found: Sequence[Submission]) -> tuple[QueueRow, ...]:
    ids = [each.id for each in found]
    bills, checks = _newest_bills(session, ids), identity_states(session, ids)
    names = _assigned_names(session, ids)
    holidays = known_holidays()
    return tuple(
        _row(each, bills.get(each.id), checks.get(each.id), names.get(each.id), holidays)
        for each in found
    )


def _row(
    submission: Submission,
    bill: Bill | None,
    identity: str | None,
    assigned_to: str | None,
    holidays: frozenset[date],
) -> QueueRow:
    definition = procedures.version(submission.version_id).definition
    standard, statutory = deadlines_of(submission, holidays)
    return QueueRow(
        reference=submission.reference,
        shown_reference=shown(submission.reference),
        procedure=definition.name,
        group=definition.group.value,
        arrived_at=submission.arrived_at,
        state=submission.state,
        standard=standard,
        statutory=statutory,
        payment=state_of(bill, definition) if bill is not None else "none",
        identity=identity,
        assigned_to=assigned_to,
    )


def _newest_bills(session: Session, ids: Sequence[int]) -> dict[int | None, Bill]:
    """Return each filing's newest bill that asks for money."""
    rows = session.scalars(
        select(Bill).where(Bill.submission_id.in_(ids), Bill.total_yen > 0).order_by(Bill.number)
    )
    return {row.submission_id: row for row in rows}


def _assigned_names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(
        select(Assignment.submission_id, Staff.name)
        .join(Staff, Staff.id == Assignment.staff_id)
        .where(Assignment.submission_id.in_(ids))
    )
    return {row.submission_id: row.name for row in rows}
