"""Ordering the collection of bulky waste on a phone, and dealing with it at a desk."""

import pytest

from app.submissions.states import State
from tests.browser.visitors import Visitor
from tests.support.applicants import valid_answers
from tests.support.cities import TEN_MINUTES, City

pytestmark = pytest.mark.browser


def test_a_citizen_orders_and_pays_on_a_phone(citizen: Visitor, city: City) -> None:
    with city.app.app_context():
        answers = valid_answers("sodai-gomi")
    reference = citizen.file("sodai-gomi", answers)
    citizen.pay()
    assert city.state(reference) is State.RECEIVED
    citizen.open(f"/submissions/{reference}")


def test_a_clerk_takes_and_decides_at_a_desk(clerk: Visitor, city: City) -> None:
    orderer = city.applicant("sodai-gomi")
    page = orderer.file("sodai-gomi")
    reference = page.path.split("/")[2]
    orderer.pay(page)
    clerk.sign_in("kankyo-senior")
    clerk.press(clerk.page.locator(f'a[href$="/staff/cases/{reference}"]').first)
    clerk.decide("approved")
    assert city.state(reference) is State.APPROVED
    city.wait(TEN_MINUTES)
    clerk.open(f"/staff/cases/{reference}")
