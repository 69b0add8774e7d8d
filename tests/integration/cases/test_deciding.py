"""From a filing to its published decision, and back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.permissions import OutOfSight
from app.cases import jobs
from app.cases.policy import ActionImpossible, Outcome, SecondPersonNeeded
from app.cases.queries.decisions import published_decision
from app.cases.service import decisions, publishing, work
from app.cases.service.desk import Order
from app.cases.states import DecisionState
from app.core.db import lock, reading, transaction
from app.core.errors import Invalid, NotAllowed, NotFound, Stale
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.states import State
from tests.integration.cases.conftest import TEN_MINUTES, Office

Arrive = Callable[[str], str]
YOKAIGO, KODOMO, COMMENT = "yokaigo-shinki", "jido-teate-nintei", "public-comment"


def test_a_clerk_proposes_and_somebody_else_decides(office: Office, arrive: Arrive) -> None:
    reference = arrive(KODOMO)
    office.take("kodomo", reference)
    office.propose("kodomo", reference, Outcome.APPROVED)
    assert office.state(reference) is State.AWAITING_APPROVAL
    office.approve("approver", reference)
    assert office.state(reference) is State.APPROVED
    office.publish()
    told = published_decision(office.case(reference).id)
    assert told is not None
    assert (told.outcome, told.number) == ("approved", "令和8年度 こども支援課第1号")


def test_the_decider_of_a_procedure_without_steps_decides_in_one_act(
    office: Office, arrive: Arrive
) -> None:
    """専決: the proposal and the decision are both recorded."""
    reference = arrive(COMMENT)
    office.take("seisaku", reference)
    office.propose("seisaku", reference, Outcome.ACKNOWLEDGED)
    assert office.state(reference) is State.ACKNOWLEDGED
    with reading() as session:
        events = session.scalars(
            select(SubmissionEvent.event)
            .where(SubmissionEvent.submission_id == office.case(reference).id)
            .order_by(SubmissionEvent.id)
        ).all()
    assert list(events)[-3:] == ["taken", "proposed", "acknowledged"]


def test_nobody_is_told_of_a_decision_that_may_still_be_undone(
    office: Office, arrive: Arrive
) -> None:
    reference = arrive(COMMENT)
    office.take("seisaku", reference)
    office.propose("seisaku", reference, Outcome.ACKNOWLEDGED)
    assert publishing.due() == []
    assert not publishing.publish(office.decision(reference).id)
    assert published_decision(office.case(reference).id) is None
    decisions.undo(office.order("seisaku", reference))
    office.publish()
    assert office.state(reference) is State.IN_REVIEW
    assert office.decision(reference).state == DecisionState.UNDONE


def test_publishing_twice_gives_one_number(office: Office, arrive: Arrive) -> None:
    reference = arrive(COMMENT)
    office.take("seisaku", reference)
    office.propose("seisaku", reference, Outcome.ACKNOWLEDGED)
    office.publish()
    decision = office.decision(reference)
    assert not publishing.publish(decision.id)
    assert office.decision(reference).number == decision.number
    with reading() as session:
        published = session.scalar(select(func.count()).where(SubmissionEvent.event == "published"))
    assert published == 1


def test_numbers_of_a_department_have_no_gaps(office: Office, arrive: Arrive) -> None:
    references = [arrive(COMMENT) for _ in range(3)]
    for reference in references:
        office.take("seisaku", reference)
        office.propose("seisaku", reference, Outcome.ACKNOWLEDGED)
    decisions.undo(office.order("seisaku", references[1]))
    office.publish()
    numbers = {office.decision(reference).number for reference in references}
    assert numbers == {"令和8年度 政策課第1号", "令和8年度 政策課第2号", None}


def test_a_proposal_that_is_sent_back_goes_on_in_review(office: Office, arrive: Arrive) -> None:
    reference = arrive(YOKAIGO)
    office.take("kaigo", reference)
    office.propose("kaigo", reference, Outcome.REJECTED, "介護保険法27条の要件に当たらない")
    with pytest.raises(Invalid):
        decisions.send_back(office.order("approver", reference), " ")
    decisions.send_back(office.order("approver", reference), "主治医意見書を確認すること")
    assert office.state(reference) is State.IN_REVIEW
    office.propose("kaigo", reference, Outcome.APPROVED)
    office.approve("second", reference)
    assert office.state(reference) is State.APPROVED


def test_a_published_decision_is_reopened_by_a_second_person_only(
    office: Office, arrive: Arrive
) -> None:
    reference = arrive(KODOMO)
    office.take("kodomo", reference)
    office.propose("kodomo", reference, Outcome.APPROVED)
    office.approve("approver", reference)
    office.publish()
    with pytest.raises(SecondPersonNeeded):
        publishing.reopen(office.order("approver", reference), "所得の計算に誤り")
    with pytest.raises(Invalid):
        publishing.reopen(office.order("second", reference), "")
    publishing.reopen(office.order("second", reference), "所得の計算に誤り")
    assert office.state(reference) is State.IN_REVIEW
    assert published_decision(office.case(reference).id) is None


def test_a_page_that_is_older_than_the_case_changes_nothing(office: Office, arrive: Arrive) -> None:
    reference = arrive(KODOMO)
    stale = office.order("kodomo", reference)
    work.take(stale)
    with pytest.raises(Stale):
        decisions.propose(stale, Outcome.APPROVED, "")
    assert office.state(reference) is State.IN_REVIEW


def test_a_foreign_department_s_case_does_not_exist(office: Office, arrive: Arrive) -> None:
    reference = arrive(KODOMO)
    with pytest.raises(OutOfSight):
        office.take("kaigo", reference)
    with pytest.raises(NotFound):
        work.take(Order(office.members["kaigo"], "0000000000", 1))


def test_an_approver_does_not_do_the_clerk_s_work(office: Office, arrive: Arrive) -> None:
    reference = arrive(KODOMO)
    with pytest.raises(NotAllowed):
        office.take("approver", reference)


def test_a_case_that_is_not_in_review_cannot_be_decided(office: Office, arrive: Arrive) -> None:
    reference = arrive(KODOMO)
    with pytest.raises(ActionImpossible):
        office.propose("kodomo", reference, Outcome.APPROVED)


def test_undoing_is_over_once_it_is_published(office: Office, arrive: Arrive) -> None:
    reference = arrive(COMMENT)
    office.take("seisaku", reference)
    office.propose("seisaku", reference, Outcome.ACKNOWLEDGED)
    office.wait(timedelta(minutes=4))
    assert publishing.due() == []
    office.publish()
    with pytest.raises(ActionImpossible):
        decisions.undo(office.order("seisaku", reference))


def test_a_decision_that_cannot_be_published_holds_up_no_other(
    office: Office, arrive: Arrive
) -> None:
    """Lesson 9."""
    broken, other = arrive(COMMENT), arrive(COMMENT)
    for reference in (broken, other):
        office.take("seisaku", reference)
        office.propose("seisaku", reference, Outcome.ACKNOWLEDGED)
    with transaction() as session:
        lock(session, Submission, office.case(broken).id).department_code = "abolished"
    office.wait(TEN_MINUTES)
    jobs.publish_due()
    assert published_decision(office.case(broken).id) is None
    assert published_decision(office.case(other).id) is not None
