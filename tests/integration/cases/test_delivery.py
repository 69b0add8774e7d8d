"""From a published approval to the citizen's hands."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.permissions import OutOfSight
from app.cases.policy import Outcome
from app.cases.service import publishing
from app.core.db import reading
from app.core.errors import Invalid, NotFound
from app.delivery import service
from app.delivery.queries import NOTICE_OF_REFUSAL, Tab, deliveries, delivery_of
from app.delivery.service import Moved, NotDeliverable, Shown
from app.delivery.states import IllegalDelivery
from app.submissions.models import SubmissionEvent
from tests.integration.cases.conftest import Office

Arrive = Callable[[str], str]


def publication(office: Office, reference: str) -> int:
    with reading() as session:
        return session.scalars(
            select(SubmissionEvent.id)
            .where(
                SubmissionEvent.submission_id == office.case(reference).id,
                SubmissionEvent.event == "published",
            )
            .order_by(SubmissionEvent.id.desc())
        ).first() or pytest.fail("not published")


@pytest.fixture
def approved(office: Office, arrive: Arrive) -> str:
    """A case of こども支援課 that was granted; its notice goes by post."""
    reference = arrive("jido-teate-nintei")
    decide(office, reference, Outcome.APPROVED)
    return reference


def decide(office: Office, reference: str, outcome: Outcome) -> None:
    office.take("kodomo", reference)
    office.propose("kodomo", reference, outcome, "児童手当法4条の要件に当たらない")
    office.approve("approver", reference)
    office.publish()
    service.open_delivery(office.case(reference).id, publication(office, reference))


def test_a_published_approval_opens_one_delivery(office: Office, approved: str) -> None:
    service.open_delivery(office.case(approved).id, publication(office, approved))
    rows = deliveries(office.members["kodomo"], Tab.TO_ISSUE)
    assert [(row.reference, row.method, row.state) for row in rows] == [
        (approved, "post", "to_issue")
    ]


def test_a_refused_disposition_is_told_on_paper(office: Office, arrive: Arrive) -> None:
    reference = arrive("jido-teate-nintei")
    decide(office, reference, Outcome.REJECTED)
    notice = delivery_of(office.case(reference).id)
    assert notice is not None
    assert (notice.method, notice.what) == ("post", NOTICE_OF_REFUSAL)
    service.issue(office.members["kodomo"], [notice.id])
    assert service.post(office.members["kodomo"], [notice.id]) == Moved(1, 0)


def test_a_letter_is_issued_posted_comes_back_and_is_handed_over(
    office: Office, approved: str
) -> None:
    clerk = office.members["kodomo"]
    (row,) = deliveries(clerk, Tab.TO_ISSUE)
    with pytest.raises(IllegalDelivery):
        service.hand_over(clerk, row.id, Shown.PASSPORT)
    assert service.issue(clerk, [row.id]) == Moved(1, 0)
    assert service.post(clerk, [row.id, row.id]) == Moved(1, 0)
    service.came_back(clerk, row.id)
    with pytest.raises(Invalid):
        service.hand_over(clerk, row.id, "会員証")
    assert [each.id for each in deliveries(clerk, Tab.RETURNED_MAIL)] == [row.id]
    service.hand_over(clerk, row.id, Shown.MY_NUMBER_CARD)
    done = delivery_of(office.case(approved).id)
    assert done is not None
    assert (done.state, done.identity_checked) == ("handed_over", "my_number_card")


def test_bulk_actions_answer_sensibly_to_none_and_to_those_already_done(
    office: Office, approved: str
) -> None:
    clerk = office.members["kodomo"]
    (row,) = deliveries(clerk, Tab.TO_ISSUE)
    with pytest.raises(Invalid):
        service.issue(clerk, [])
    service.issue(clerk, [row.id])
    assert service.issue(clerk, [row.id]) == Moved(0, 1)
    with pytest.raises(NotFound):
        service.issue(clerk, ["0"])


def test_a_foreign_department_s_delivery_does_not_exist(office: Office, approved: str) -> None:
    (row,) = deliveries(office.members["kodomo"], Tab.TO_ISSUE)
    with pytest.raises(OutOfSight):
        service.issue(office.members["kaigo"], [row.id])
    assert deliveries(office.members["kaigo"], Tab.TO_ISSUE) == ()


def test_nothing_is_delivered_while_its_decision_is_looked_at_again(
    office: Office, approved: str
) -> None:
    clerk = office.members["kodomo"]
    (row,) = deliveries(clerk, Tab.TO_ISSUE)
    publishing.reopen(office.order("second", approved), "口座名義の誤り")
    assert deliveries(clerk, Tab.TO_ISSUE) == ()
    assert service.issue(clerk, [row.id]) == Moved(0, 1)
    with pytest.raises(NotDeliverable):
        service.hand_over(clerk, row.id, Shown.PASSPORT)


def test_one_decision_looked_at_again_holds_up_no_other_document(
    office: Office, arrive: Arrive, approved: str
) -> None:
    """Lesson 24."""
    other = arrive("jido-teate-nintei")
    decide(office, other, Outcome.APPROVED)
    clerk = office.members["kodomo"]
    rows = deliveries(clerk, Tab.TO_ISSUE)
    publishing.reopen(office.order("second", approved), "口座名義の誤り")
    assert service.issue(clerk, [row.id for row in rows]) == Moved(1, 1)


def test_a_decision_made_anew_has_a_delivery_of_its_own(office: Office, approved: str) -> None:
    (before,) = deliveries(office.members["kodomo"], Tab.TO_ISSUE)
    publishing.reopen(office.order("second", approved), "金額の誤り")
    office.propose("kodomo", approved, Outcome.APPROVED)
    office.approve("approver", approved)
    office.publish()
    service.open_delivery(office.case(approved).id, publication(office, approved))
    (after,) = deliveries(office.members["kodomo"], Tab.TO_ISSUE)
    assert after.id != before.id
