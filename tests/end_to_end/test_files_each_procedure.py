"""Each procedure from its page to its end, as its citizen and its clerks go through it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from app.delivery.states import DeliveryState
from app.submissions.states import State
from tests.support.applicants import Applicant
from tests.support.browsing import Page
from tests.support.cities import TEN_MINUTES, City
from tests.support.counter_staff import REASONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a procedure's filings go through, and where they end."""

    procedure: str
    answers: Mapping[str, str] = field(default_factory=dict)
    signs: bool = False
    pays: bool = False
    fee_in_review: bool = False
    approvers: int = 0
    end: State = State.APPROVED
    delivered: DeliveryState | None = None


COURSES = (
    Course(procedure="public-comment", end=State.ACKNOWLEDGED),
    Course(procedure="sodai-gomi", pays=True),
    Course(
        procedure="shisetsu-shiyo",
        fee_in_review=True,
        approvers=1,
        delivered=DeliveryState.ISSUED,
    ),
    Course(procedure="juminhyo", signs=True, pays=True, delivered=DeliveryState.POSTED),
    Course(
        procedure="juminhyo",
        answers={"delivery": "counter"},
        signs=True,
        pays=True,
        delivered=DeliveryState.HANDED_OVER,
    ),
    Course(
        procedure="koseki-shomei", signs=True, fee_in_review=True, delivered=DeliveryState.POSTED
    ),
    Course(procedure="yokaigo-shinki", signs=True, approvers=1, delivered=DeliveryState.POSTED),
    Course(procedure="jido-teate-nintei", signs=True, approvers=1, delivered=DeliveryState.POSTED),
)


@pytest.mark.parametrize("course", COURSES, ids=lambda course: str(course.procedure))
def test_a_filing_goes_from_the_procedures_page_to_its_end(city: City, course: Course) -> None:
    applicant = city.applicant(course.procedure, **course.answers)
    reference = send(applicant, course)
    assert city.state(reference) is State.RECEIVED
    review(city, applicant, reference, course)
    decide(city, reference, course)
    deliver(city, reference, course)
    assert city.state(reference) is course.end
    assert city.delivery(reference) is course.delivered


def test_an_advance_filing_waits_for_the_visit(city: City) -> None:
    page = city.applicant("tennyu-jizen").file("tennyu-jizen")
    assert city.state(reference_of(page)) is State.RECEIVED


def reference_of(page: Page) -> str:
    return page.path.split("/")[2]


def send(applicant: Applicant, course: Course) -> str:
    """File a procedure, with signature and payment where it has them."""
    page = applicant.file(course.procedure)
    reference = reference_of(page)
    if course.signs:
        page = applicant.sign(page)
    if course.pays:
        applicant.pay(applicant.browser.open(f"/submissions/{reference}/pay"))
    return reference


def review(city: City, applicant: Applicant, reference: str, course: Course) -> None:
    """Take the case, and where the fee is fixed only now, fix it and let it be paid."""
    clerk = city.clerk(f"{city.department(reference)}-senior", reference)
    clerk.do("take")
    if course.fee_in_review:
        clerk.fix_fee()
        assert city.state(reference) is State.AWAITING_FEE
        applicant.pay(applicant.browser.open(f"/submissions/{reference}/pay"))
    assert city.state(reference) is State.IN_REVIEW


def decide(city: City, reference: str, course: Course) -> None:
    """Decide with as many people as it needs, and wait until it is published."""
    clerk = city.clerk(f"{city.department(reference)}-senior", reference)
    clerk.do("propose", outcome=course.end.value, reasons=REASONS)
    for _ in range(course.approvers):
        city.clerk("approver", reference).do("approve")
    assert city.state(reference) is course.end
    city.wait(TEN_MINUTES)


def deliver(city: City, reference: str, course: Course) -> None:
    if course.delivered is None:
        return
    clerk = city.clerk(f"{city.department(reference)}-senior", reference)
    clerk.issue()
    if course.delivered is DeliveryState.POSTED:
        clerk.post()
    if course.delivered is DeliveryState.HANDED_OVER:
        clerk.hand_over()
