"""Somebody without a card comes to the counter, and a clerk looks at their documents."""

from app.submissions.states import State
from tests.support.cities import City
from tests.support.counter_staff import Clerk


def waiting_for_signature(city: City) -> Clerk:
    page = city.applicant("juminhyo").file("juminhyo")
    reference = page.path.split("/")[2]
    assert city.state(reference) is State.AWAITING_IDENTITY
    return city.clerk("shimin", reference)


def test_documents_shown_at_the_counter_let_the_filing_go_on(city: City) -> None:
    clerk = waiting_for_signature(city)
    page = clerk.browser.open(f"/staff/cases/{clerk.reference}/identity")
    done = clerk.browser.press(page, "/identity", documents="passport")
    assert done.path == f"/staff/cases/{clerk.reference}"
    assert city.state(clerk.reference) is State.AWAITING_PAYMENT


def test_too_little_is_refused_and_stays_ticked(city: City) -> None:
    clerk = waiting_for_signature(city)
    page = clerk.browser.open(f"/staff/cases/{clerk.reference}/identity")
    refused = clerk.browser.press(page, "/identity", documents="student_card")
    assert refused.status == 422
    assert "この書類だけでは足りません" in refused.html
    assert refused.own_form().inputs()["documents"] == ["student_card"]
    assert city.state(clerk.reference) is State.AWAITING_IDENTITY
