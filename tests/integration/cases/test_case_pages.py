"""The clerks' pages as a browser sees them, without JavaScript."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts import service as staffing
from app.cases.policy import Outcome
from app.cases.service import decisions, work
from app.core.config import Settings
from app.submissions.states import State
from app.web.session import COOKIE
from tests.integration.cases.conftest import Office
from tests.support.applications import running
from tests.support.people import PASSWORD

Arrive = Callable[[str], str]
Desk = Callable[[str], "Browser"]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
OURS = {"Origin": "http://localhost"}


class Browser:
    """Somebody at a desk: opens pages and sends their forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = ""
        self.status = 0

    def open(self, address: str) -> str:
        response = self.client.get(address, follow_redirects=True)
        self.page, self.status = response.text, response.status_code
        return self.page

    def send(self, address: str, **typed: str) -> int:
        """Send a form of the open page with its token and version; return the status."""
        found = TOKEN.search(self.page)
        version = re.search(r'name="version" value="(\d+)"', self.page)
        data = {
            "csrf_token": found[1] if found else "",
            "version": version[1] if version else "",
            **{name.replace("__", "."): value for name, value in typed.items()},
        }
        response = self.client.post(address, data=data, headers=OURS)
        self.status = response.status_code
        self.page = response.text
        return self.status


@pytest.fixture
def desk(office: Office, own_settings: Settings) -> Iterator[Desk]:
    """Seats a member of the office before a browser."""
    with running(own_settings) as app:
        yield lambda who: seated(app, who)


def seated(app: Flask, who: str) -> Browser:
    client = app.test_client()
    with app.app_context():
        client.set_cookie(COOKIE, staffing.sign_in(who, PASSWORD))
    return Browser(client)


def test_the_queue_leads_to_the_case_with_all_its_answers(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("koseki-shomei")
    browser = desk("clerk")
    queue = browser.open("/staff/")
    assert f"/staff/cases/{reference}" in queue
    page = browser.open(f"/staff/cases/{reference}")
    assert "戸籍" in page
    assert "本籍" in page
    assert "担当する" in page


@pytest.mark.parametrize("tab", ["mine", "department", "citizen", "payment", "approval", "done"])
def test_every_tab_of_the_queue_opens(tab: str, office: Office, arrive: Arrive, desk: Desk) -> None:
    arrive("koseki-shomei")
    browser = desk("clerk")
    browser.open(f"/staff/cases?tab={tab}")
    assert browser.status == 200


@pytest.mark.parametrize("locale", ["ja", "en", "ja-easy"])
def test_the_pages_of_a_case_speak_every_language(
    locale: str, office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("koseki-shomei")
    office.take("clerk", reference)
    browser = desk("clerk")
    browser.client.set_cookie("language", locale)
    for page in ("", "/correction", "/fee"):
        browser.open(f"/staff/cases/{reference}{page}")
        assert browser.status == 200


def test_a_case_is_taken_decided_and_undone_with_plain_forms(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    case = f"/staff/cases/{arrive('public-comment')}"
    browser = desk("seisaku")
    browser.open(case)
    assert browser.send(f"{case}/take") == 303
    browser.open(case)
    assert browser.send(f"{case}/propose", outcome="acknowledged", reasons="") == 303
    page = browser.open(case)
    assert "決定を取り消す" in page
    assert browser.send(f"{case}/undo") == 303
    assert office.state(case.rpartition("/")[2]) is State.IN_REVIEW


def test_a_correction_is_asked_for_field_by_field(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("koseki-shomei")
    office.take("clerk", reference)
    browser, address = desk("clerk"), f"/staff/cases/{reference}/correction"
    browser.open(address)
    assert browser.send(address, days="14", general="") == 422
    assert "1つ以上" in browser.page
    assert browser.send(address, days="14", reason__honseki="番地まで記入してください。") == 303
    assert office.state(reference) is State.RETURNED
    assert "番地まで記入してください。" in browser.open(f"/staff/cases/{reference}")


def test_what_was_typed_stands_on_the_page_of_a_case_that_changed_meanwhile(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("public-comment")
    office.take("seisaku", reference)
    browser, case = desk("seisaku"), f"/staff/cases/{reference}"
    browser.open(case)
    office.change_meanwhile("seisaku", reference)
    status = browser.send(f"{case}/close", reason="募集期間の後に届いたため")
    assert status == 409
    assert "募集期間の後に届いたため" in browser.page
    assert office.state(reference) is State.IN_REVIEW
    assert browser.send(f"{case}/close", reason="募集期間の後に届いたため") == 303
    assert office.state(reference) is State.CLOSED


def test_the_bill_is_looked_at_before_it_is_made(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("koseki-shomei")
    office.take("clerk", reference)
    browser, address = desk("clerk"), f"/staff/cases/{reference}/fee"
    browser.open(address)
    seen = browser.send(
        address, wish="preview", quantity__items__0__cert_copies="２", reason="追加"
    )
    assert seen == 200
    assert office.state(reference) is State.IN_REVIEW
    assert browser.send(address, wish="fix", quantity__items__0__cert_copies="たくさん") == 422
    assert "たくさん" in browser.page
    made = browser.send(address, wish="fix", quantity__items__0__cert_copies="2", reason="追加")
    assert made == 303
    assert office.state(reference) is State.AWAITING_FEE


def test_a_foreign_case_and_none_at_all_look_the_same(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("koseki-shomei")
    browser = desk("kaigo")
    browser.open(f"/staff/cases/{reference}")
    assert browser.status == 404
    assert "本籍" not in browser.page
    browser.open("/staff/cases/0000000000")
    assert browser.status == 404


@pytest.mark.parametrize("tab", ["to_issue", "to_post", "to_hand_over", "returned_mail", "done"])
def test_every_list_of_deliveries_opens(tab: str, office: Office, desk: Desk) -> None:
    browser = desk("clerk")
    browser.open(f"/staff/deliveries?tab={tab}")
    assert browser.status == 200


def test_a_bulk_action_on_nothing_says_so(office: Office, desk: Desk) -> None:
    """Lesson 24."""
    browser = desk("clerk")
    browser.open("/staff/deliveries")
    assert browser.send("/staff/deliveries/issue", tab="to_issue") == 422
    assert "1件以上" in browser.page


def test_a_typed_reference_leads_to_its_case(office: Office, arrive: Arrive, desk: Desk) -> None:
    reference = arrive("koseki-shomei")
    browser = desk("clerk")
    page = browser.open(f"/staff/cases/find?reference={reference[:5].lower()}-{reference[5:]}")
    assert browser.status == 200
    assert "戸籍" in page


def test_what_was_typed_is_shown_when_the_case_has_ended_meanwhile(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("public-comment")
    office.take("seisaku", reference)
    browser = desk("seisaku")
    browser.open(f"/staff/cases/{reference}")
    work.close(office.order("seisaku", reference), "意見を出した人の申出")
    address = f"/staff/cases/{reference}/propose"
    assert browser.send(address, outcome="acknowledged", reasons="担当課へ伝えました。") == 409
    assert "担当課へ伝えました。" in browser.page


def test_a_proposal_that_was_sent_back_is_changed_and_not_typed_again(
    office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("yokaigo-shinki")
    office.take("kaigo", reference)
    office.propose("kaigo", reference, Outcome.REJECTED, "被保険者の資格がないため")
    decisions.send_back(office.order("approver", reference), "条項も書いてください。")
    form = desk("kaigo").open(f"/staff/cases/{reference}").partition("/propose")[2]
    assert 'value="rejected" checked' in form
    assert ">被保険者の資格がないため</textarea>" in form


def test_the_only_outcome_is_chosen_already(office: Office, arrive: Arrive, desk: Desk) -> None:
    reference = arrive("public-comment")
    office.take("seisaku", reference)
    assert 'value="acknowledged" checked' in desk("seisaku").open(f"/staff/cases/{reference}")


@pytest.mark.parametrize(("who", "button"), [("clerk", "起案する"), ("senior", "専決で決定する")])
def test_the_button_says_who_decides(
    who: str, button: str, office: Office, arrive: Arrive, desk: Desk
) -> None:
    reference = arrive("koseki-shomei")
    office.take("clerk", reference)
    assert button in desk(who).open(f"/staff/cases/{reference}")


def test_a_mistyped_reference_leads_back_to_the_staff_s_pages(office: Office, desk: Desk) -> None:
    page = desk("clerk").open("/staff/cases/find?reference=XXXX")
    assert 'href="/staff/"' in page
    assert 'href="/submissions"' not in page.partition("<main")[2].partition("</main>")[0]
