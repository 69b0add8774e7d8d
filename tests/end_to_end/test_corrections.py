"""What a clerk asks back is mended on the citizen's own pages."""

import pytest

from app.submissions.states import State
from tests.support.applicants import Applicant
from tests.support.browsing import Page
from tests.support.cities import City
from tests.support.counter_staff import Clerk
from tests.support.papers import PHOTO


class Returned:
    """A facility's booking that a clerk has sent back."""

    def __init__(self, city: City, reduction: str = "none", /, **reasons: str) -> None:
        self.citizen: Applicant = city.applicant("shisetsu-shiyo", reduction=reduction)
        self.reference = self.citizen.file("shisetsu-shiyo").path.split("/")[2]
        self.clerk: Clerk = city.clerk("shakai-kyoiku-senior", self.reference)
        self.clerk.do("take")
        self.clerk.ask_for_correction(**reasons)

    def overview(self) -> Page:
        return self.citizen.browser.open(f"/submissions/{self.reference}/correct")

    def page_of(self, key: str) -> Page:
        """Open the page on which a field is mended."""
        return self.citizen.browser.open(
            next(link for link in self.overview().links() if link.endswith(f"#{key}"))
        )

    def mend(self, key: str, **inputs: str) -> Page:
        page = self.page_of(key)
        form = page.own_form()
        typed = form.filled({name: [text] for name, text in inputs.items()})
        return self.citizen.browser.send(page, form, typed | {"action": ["next"]})

    def attach(self, key: str) -> Page:
        page = self.page_of(key)
        form = page.own_form()
        inputs = form.inputs() | {"action": ["next"]}
        return self.citizen.browser.send(page, form, inputs, [(key, PHOTO)])

    def send(self) -> Page:
        page = self.overview()
        return self.citizen.browser.press(page, "/correct")


def test_only_what_was_asked_for_can_be_changed(city: City) -> None:
    booking = Returned(city, headcount="人数をご確認ください。")
    page = booking.page_of("headcount")
    assert page.own_form().names() == {"csrf_token", "headcount"}
    assert "人数をご確認ください。" in booking.overview().html


def test_a_mended_answer_reaches_the_clerk(city: City) -> None:
    booking = Returned(city, headcount="人数をご確認ください。")
    assert booking.mend("headcount", headcount="２").path.endswith("/correct")
    assert booking.send().status == 200
    assert city.state(booking.reference) is State.IN_REVIEW
    assert "人数をご確認ください。" in booking.clerk.case().html


def test_nothing_can_be_sent_before_every_point_was_looked_at(city: City) -> None:
    booking = Returned(city, headcount="ご確認ください。", applicant_tel="番号をご確認ください。")
    booking.mend("headcount", headcount="2")
    assert not booking.overview().has_form_to("/correct")
    booking.mend("applicant_tel")
    assert booking.overview().has_form_to("/correct")


def test_a_required_answer_cannot_be_emptied_in_a_correction(city: City) -> None:
    booking = Returned(city, headcount="ご確認ください。")
    page = booking.mend("headcount", headcount="")
    assert (page.status, page.errors()) == (422, ["headcount"])
    assert not booking.overview().has_form_to("/correct")


def test_what_a_mended_answer_makes_necessary_is_asked_too(city: City) -> None:
    booking = Returned(city, reduction="減免の対象になる可能性があります。")
    refused = booking.mend("reduction", reduction="half")
    assert refused.errors() == ["reduction_reason"]
    booking.mend("reduction", reduction="half", reduction_reason="市の事業のため")
    assert not booking.overview().has_form_to("/correct")
    booking.attach("reduction_proof")
    assert booking.overview().has_form_to("/correct")


def test_a_file_that_was_filed_stays_until_the_correction_counts(city: City) -> None:
    booking = Returned(city, "half", reduction_proof="読めません。")
    page = booking.page_of("reduction_proof")
    form = page.own_form()
    button = next(each for each in form.buttons() if each.startswith("remove-file:"))
    emptied = booking.citizen.browser.send(page, form, form.inputs() | {"action": [button]})
    assert not any(e.startswith("remove-file:") for e in emptied.own_form().buttons())
    city.work()
    filed = next(link for link in booking.clerk.case().links() if "/files/" in link)
    assert booking.clerk.browser.open(filed).status == 200
    booking.attach("reduction_proof")
    booking.send()
    assert PHOTO.name in booking.clerk.case().html


@pytest.mark.parametrize("ending", ["form/use", "correct/use"])
def test_a_page_that_is_not_open_leads_to_the_filing(city: City, ending: str) -> None:
    booking = Returned(city, headcount="ご確認ください。")
    booking.mend("headcount", headcount="2")
    booking.send()
    address = f"/submissions/{booking.reference}"
    assert booking.citizen.browser.open(f"{address}/{ending}").path == address


def test_the_pages_of_the_draft_take_nothing_any_more(city: City) -> None:
    citizen = city.applicant("shisetsu-shiyo")
    page = citizen.start("shisetsu-shiyo")
    citizen.browser.press(citizen.fill(page), "/review", action="send")
    inputs = page.own_form().inputs() | {"action": ["next"]}
    assert citizen.browser.send(page, page.own_form(), inputs).status == 409


def test_sending_twice_changes_nothing_the_second_time(city: City) -> None:
    booking = Returned(city, headcount="ご確認ください。")
    booking.mend("headcount", headcount="2")
    page = booking.overview()
    for _ in range(2):
        assert booking.citizen.browser.press(page, "/correct").status == 200
    assert city.state(booking.reference) is State.IN_REVIEW


def test_a_signed_filing_is_signed_again_before_its_correction_counts(city: City) -> None:
    citizen = city.applicant("juminhyo")
    paid = citizen.pay(citizen.sign(citizen.file("juminhyo")))
    reference = paid.path.split("/")[2]
    clerk = city.clerk("shimin-senior", reference)
    clerk.do("take")
    clerk.ask_for_correction(purpose="提出先をご確認ください。")
    page = citizen.browser.open(f"/submissions/{reference}/correct/certificate")
    inputs = page.own_form().inputs() | {"action": ["next"]}
    overview = citizen.browser.send(page, page.own_form(), inputs)
    overview = citizen.browser.open(f"/submissions/{reference}/correct")
    waiting = citizen.browser.press(overview, "/correct")
    assert city.state(reference) is State.RETURNED
    citizen.sign(waiting)
    assert city.state(reference) is State.IN_REVIEW
