"""What does not exist and what somebody may not see are answered with the same page."""

import pytest

from tests.support.browsing import Browser
from tests.support.cities import City
from tests.support.counter_staff import Clerk
from tests.support.doors import INCIDENT

UNKNOWN = "0000000000"
PAGES = ("", "/form", "/form/subject", "/review", "/later", "/pay", "/correct", "/withdraw")


def filed(city: City) -> str:
    return city.applicant("public-comment").file("public-comment").path.split("/")[2]


def without(html: str, *mine: str) -> str:
    """Return a page without what every request has of its own."""
    for each in mine:
        html = html.replace(each, "")
    return INCIDENT.sub("", html)


def answer(browser: Browser, address: str, reference: str) -> tuple[int, str]:
    page = browser.open(address.format(reference))
    return page.status, without(page.html, reference)


@pytest.mark.parametrize("ending", PAGES)
def test_a_strangers_filing_looks_like_none(city: City, ending: str) -> None:
    reference, stranger = filed(city), city.browser()
    address = f"/submissions/{{}}{ending}"
    known = answer(stranger, address, reference)
    assert known == answer(stranger, address, UNKNOWN)
    assert known[0] == 404


def test_a_wrong_code_looks_like_an_unknown_reference(city: City) -> None:
    reference, browser = filed(city), city.browser()
    door = browser.open("/submissions")
    answers = []
    for typed in (reference, UNKNOWN):
        page = browser.press(door, "/submissions", reference=typed, code="ABCD-EFGH")
        token = page.form_to("/submissions").inputs()["csrf_token"][0]
        answers.append((page.status, without(page.html, typed, token)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_a_foreign_departments_case_looks_like_none(city: City) -> None:
    reference = filed(city)
    clerk = Clerk.signed_in(city.browser(), "kaigo", reference)
    for address in ("/staff/cases/{}", "/staff/cases/{}/correction", "/staff/cases/{}/fee"):
        known = answer(clerk.browser, address, reference)
        unknown = answer(clerk.browser, address, UNKNOWN)
        assert known == unknown
        assert known[0] == 404
