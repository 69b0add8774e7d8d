"""What a citizen reads on the page of a filing when clerks are done with it."""

import pytest

from app.submissions.states import State
from tests.support.applicants import Applicant
from tests.support.cities import TEN_MINUTES, City
from tests.support.counter_staff import Clerk

BULKY, ROOM = "sodai-gomi", "shisetsu-shiyo"
#: Part of the address that only its holder may know.
SECRET = "/continue/"


class Case:
    """A paid order of bulky waste that its clerk has taken."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.citizen: Applicant = city.applicant(BULKY)
        self.reference = self.citizen.file(BULKY).path.split("/")[2]
        self.citizen.pay(self.citizen.browser.open(f"/submissions/{self.reference}/pay"))
        self.clerk: Clerk = city.clerk("kankyo-senior", self.reference)
        self.clerk.do("take")

    def decide(self, outcome: str) -> None:
        self.clerk.do("propose", outcome=outcome, reasons="収集できない品目のため")
        self.city.wait(TEN_MINUTES)

    def status(self) -> str:
        page = self.citizen.browser.open(f"/submissions/{self.reference}")
        assert page.status == 200, page.html
        return page.html


@pytest.fixture
def case(city: City) -> Case:
    return Case(city)


def test_a_message_stands_on_the_page_of_the_filing_without_its_secret_link(case: Case) -> None:
    case.city.work()
    page = case.status()
    assert "「粗大ごみの収集申込」を受け付けました。" in page
    assert SECRET not in page


def test_the_reason_of_a_closing_is_told(case: Case) -> None:
    case.clerk.do("close", reason="連絡がつかないため")
    assert "連絡がつかないため" in case.status()


def test_the_fee_of_a_closed_filing_waits_for_somebody_s_decision(case: Case) -> None:
    case.clerk.do("close", reason="連絡がつかないため")
    case.city.work()
    treasurer = case.city.clerk("treasurer", case.reference)
    page = treasurer.browser.open(f"/staff/cases/{case.reference}/payment")
    assert page.has_form_to("/payment/decide")


def test_who_is_refused_a_contract_is_promised_no_appeal(case: Case) -> None:
    case.decide("rejected")
    page = case.status()
    assert "は、認められませんでした。" in page
    assert "不服があるとき" not in page


def test_who_receives_nothing_is_not_told_how_to_receive_it(case: Case) -> None:
    case.decide("approved")
    page = case.status()
    assert "申請のとおり認められました。" in page
    assert "受け取り方" not in page


def test_who_is_refused_a_permit_reads_how_to_appeal(city: City) -> None:
    citizen = city.applicant(ROOM)
    reference = citizen.file(ROOM).path.split("/")[2]
    clerk = city.clerk("shakai-kyoiku", reference)
    clerk.do("take")
    clerk.do("propose", outcome="rejected", reasons="条例第5条に当たるため")
    city.clerk("approver", reference).do("approve")
    city.wait(TEN_MINUTES)
    assert city.state(reference) is State.REJECTED
    page = citizen.browser.open(f"/submissions/{reference}").html
    assert "不服があるときの手続も" in page


def test_a_fee_that_was_fixed_wrongly_is_told_anew(city: City) -> None:
    citizen = city.applicant(ROOM, reduction="full")
    reference = citizen.file(ROOM).path.split("/")[2]
    clerk = city.clerk("shakai-kyoiku", reference)
    clerk.do("take")
    clerk.fix_fee()
    clerk.fix_fee()
    city.work()
    assert city.state(reference) is State.AWAITING_FEE
    page = citizen.browser.open(f"/submissions/{reference}").html
    assert page.count("の手数料が決まりました。") == 2


def test_a_fee_that_waits_is_waived_by_a_reduction(city: City) -> None:
    citizen = city.applicant(ROOM, reduction="full")
    reference = citizen.file(ROOM).path.split("/")[2]
    clerk = city.clerk("shakai-kyoiku", reference)
    clerk.do("take")
    clerk.fix_fee()
    page = clerk.browser.open(f"/staff/cases/{reference}/fee")
    granted = {"grant.city_event": "yes", "reason": "市の主催のため", "wish": "fix"}
    clerk.browser.press(page, "/fee", **granted)
    city.work()
    assert city.state(reference) is State.IN_REVIEW
    page = citizen.browser.open(f"/submissions/{reference}")
    assert "支払う必要がなくなりました。" in page.html
