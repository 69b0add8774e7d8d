"""A certificate of residence: signed with a card and paid on a phone, issued at a desk."""

import pytest

from app.delivery.states import DeliveryState
from app.submissions.states import State
from tests.browser.visitors import Visitor
from tests.support.applicants import valid_answers
from tests.support.cities import TEN_MINUTES, City

pytestmark = pytest.mark.browser


def test_a_citizen_signs_and_pays_on_a_phone(citizen: Visitor, city: City) -> None:
    with city.app.app_context():
        answers = valid_answers("juminhyo")
    reference = citizen.file("juminhyo", answers)
    citizen.sign()
    citizen.pay()
    assert city.state(reference) is State.RECEIVED
    citizen.open(f"/submissions/{reference}")


def test_a_clerk_decides_and_posts_at_a_desk(clerk: Visitor, city: City) -> None:
    applicant = city.applicant("juminhyo", delivery="post")
    page = applicant.sign(applicant.file("juminhyo"))
    reference = page.path.split("/")[2]
    applicant.pay(page)
    clerk.sign_in("shimin-senior")
    clerk.press(clerk.page.locator(f'a[href$="/staff/cases/{reference}"]').first)
    clerk.decide("approved")
    city.wait(TEN_MINUTES)
    clerk.deliver("to_issue", "/issue")
    clerk.deliver("to_post", "/post")
    assert city.delivery(reference) is DeliveryState.POSTED
    clerk.open(f"/staff/cases/{reference}")
