"""Ordering the collection of bulky waste on a phone, and dealing with it at a desk."""

import pytest

from app.demo.staff import PASSWORD
from app.submissions.states import State
from tests.browser.visitors import Visitor
from tests.support.applicants import valid_answers
from tests.support.cities import TEN_MINUTES, City
from tests.support.counter_staff import REASONS

pytestmark = pytest.mark.browser


def test_a_citizen_orders_and_pays_on_a_phone(citizen: Visitor, city: City) -> None:
    with city.app.app_context():
        answers = valid_answers("sodai-gomi")
    citizen.open("/procedures/sodai-gomi")
    citizen.send("/apply", "button")
    citizen.fill(answers)
    assert citizen.path.endswith("/review")
    citizen.send("/review")
    reference = citizen.path.split("/")[2]
    citizen.page.locator('[name=payment_method][value^="demo"]').first.check()
    citizen.press(citizen.page.locator("form button.button-main").last)
    citizen.press(citizen.page.locator("[name=outcome][value=pay]"))
    assert city.state(reference) is State.RECEIVED
    citizen.open(f"/submissions/{reference}")


def test_a_clerk_takes_and_decides_at_a_desk(clerk: Visitor, city: City) -> None:
    orderer = city.applicant("sodai-gomi")
    page = orderer.file("sodai-gomi")
    reference = page.path.split("/")[2]
    orderer.pay(page)
    clerk.open("/staff/sign-in")
    clerk.page.locator("[name=login]").fill("kankyo-senior")
    clerk.page.locator("[name=password]").fill(PASSWORD)
    clerk.send("/sign-in")
    clerk.open("/staff/queue")
    clerk.press(clerk.page.locator(f'a[href$="/staff/cases/{reference}"]').first)
    clerk.send("/take")
    clerk.page.locator("[name=outcome][value=approved]").check()
    clerk.page.locator("[name=reasons]").fill(REASONS)
    clerk.send("/propose")
    assert city.state(reference) is State.APPROVED
    city.wait(TEN_MINUTES)
    orderer.browser.open(f"/submissions/{reference}")
