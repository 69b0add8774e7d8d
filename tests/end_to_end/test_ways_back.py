"""Somebody who stops in the middle, comes back, gives up, or goes back after it was sent."""

import re

import pytest

from app.core.texts import LOCALES
from app.submissions.states import State
from tests.support.applicants import Applicant
from tests.support.browsing import Page, Paper
from tests.support.cities import City

LINK = re.compile(r'id="link" value="([^"]+)"')


@pytest.fixture
def somebody(city: City) -> Applicant:
    return city.applicant("public-comment")


def later(applicant: Applicant) -> Page:
    """Type something on the first page and finish later."""
    page = applicant.start("public-comment")
    inputs = page.own_form().filled({"project": applicant.answers["project"]})
    return applicant.browser.send(page, page.own_form(), inputs | {"action": ["later"]})


def test_a_draft_goes_on_elsewhere_by_its_link(city: City, somebody: Applicant) -> None:
    page = somebody.browser.press(later(somebody), "/later")
    link = LINK.search(page.html)
    assert link is not None
    elsewhere = city.applicant("public-comment").browser
    assert elsewhere.open(link[1]).path == page.path
    resumed = elsewhere.open(page.path.replace("/later", "/form"))
    assert resumed.status == 200


def test_a_draft_can_be_given_up(somebody: Applicant) -> None:
    page = later(somebody)
    assert somebody.browser.press(page, "/discard").path == "/"
    assert somebody.browser.open(page.path).status == 404


def test_what_was_sent_is_never_called_unfinished(city: City, somebody: Applicant) -> None:
    reference = somebody.file("public-comment").path.split("/")[2]
    assert city.state(reference) is State.RECEIVED
    page = somebody.browser.open(f"/submissions/{reference}/later")
    assert page.path == f"/submissions/{reference}"


def test_the_last_page_leads_to_what_is_missing(somebody: Applicant) -> None:
    reference = somebody.start("sodai-gomi").path.split("/")[2]
    review = somebody.browser.open(f"/submissions/{reference}/review")
    assert len(review.errors()) > 1
    for link in review.errors():
        address, _, path = link.partition("#")
        page = somebody.browser.open(address)
        assert page.path.startswith(f"/submissions/{reference}/form/"), link
        assert path in page.ids()


def test_what_was_withdrawn_is_not_withdrawn_again(city: City, somebody: Applicant) -> None:
    reference = somebody.file("public-comment").path.split("/")[2]
    asked = somebody.browser.open(f"/submissions/{reference}/withdraw")
    somebody.browser.press(asked, "/withdraw", confirm="true")
    assert city.state(reference) is State.WITHDRAWN
    again = somebody.browser.open(asked.path)
    assert again.path == f"/submissions/{reference}"


@pytest.mark.parametrize("missing", ["reference", "code"])
def test_looking_up_without_a_number_says_which_is_missing(
    somebody: Applicant, missing: str
) -> None:
    typed = {"reference": "ABCDEFGHJK", "code": "ABCD1234"} | {missing: " "}
    page = somebody.browser.press(somebody.browser.open("/submissions"), "/submissions", **typed)
    assert (page.status, page.errors()) == (422, [missing])


@pytest.mark.parametrize("language", LOCALES)
def test_the_list_of_procedures_says_only_whether_there_is_a_fee(
    somebody: Applicant, language: str
) -> None:
    somebody.browser.open(f"/language/{language}")
    page = somebody.browser.open("/procedures")
    tags = re.findall(r'class="tag">(.*?)</span>', page.html)
    assert len(tags) == 16
    assert max(len(re.sub("<rt>.*?</rt>|<[^>]+>", "", tag)) for tag in tags) <= 20


def test_a_useless_file_is_named_as_soon_as_it_was_sent(somebody: Applicant) -> None:
    reference = somebody.start("public-comment").path.split("/")[2]
    page = somebody.browser.open(f"/submissions/{reference}/form/attachments")
    form = page.own_form()
    inputs = form.inputs() | {"action": ["upload:opinion_file"]}
    papers = [("opinion_file", Paper("写真.png", b"no picture"))]
    assert somebody.browser.send(page, form, inputs, papers).errors() == ["opinion_file"]


def test_the_summary_says_which_row_is_meant(somebody: Applicant) -> None:
    reference = somebody.start("sodai-gomi").path.split("/")[2]
    page = somebody.browser.open(f"/submissions/{reference}/form/items")
    form = page.own_form()
    inputs = form.filled({"items.0.item_qty": ["０"]}) | {"action": ["next"]}
    refused = somebody.browser.send(page, form, inputs)
    assert refused.errors() == ["items.0.item_code", "items.0.item_qty"]
    assert "1件目：個数は1以上で入力してください。" in refused.html


def test_whoever_has_to_come_to_the_counter_is_told_so_first(city: City) -> None:
    page = city.applicant("tennyu-jizen").file("tennyu-jizen")
    assert 'id="todo-1">窓口へお越しください' in page.html
    assert "今、していただくことはありません" not in page.html


def test_whoever_has_to_send_an_original_is_told_so(city: City) -> None:
    applicant = city.applicant("yokaigo-shinki")
    page = applicant.file("yokaigo-shinki")
    assert ("原本を送ってください" in page.html) == ("insured_card" in applicant.asked)


def test_a_fee_that_is_fixed_later_is_not_called_unpaid(city: City) -> None:
    page = city.applicant("shisetsu-shiyo").file("shisetsu-shiyo")
    assert "まだ支払われていません" not in page.html


def test_no_sum_is_shown_while_an_answer_it_needs_is_missing(city: City) -> None:
    late, early = city.applicant("shisetsu-shiyo"), city.applicant("shisetsu-shiyo")
    review = late.review("shisetsu-shiyo")
    early.file("shisetsu-shiyo")
    refused = late.browser.press(review, "/review", action="send")
    assert [link.partition("#")[2] for link in refused.errors()] == ["use_slots"]
    assert '<table class="sum">' not in refused.html


def test_whoever_leaves_before_paying_has_the_code_to_come_back(city: City) -> None:
    payer = city.applicant("sodai-gomi", pay_mode="online")
    page = payer.file("sodai-gomi")
    assert page.path.endswith("/pay")
    reference = page.path.split("/")[2]
    shown = payer.browser.open(f"/submissions/{reference}").codes()
    assert all(text in page.html for text in shown)


def test_a_shared_machine_can_be_told_to_open_nothing_any_more(somebody: Applicant) -> None:
    page = somebody.file("public-comment")
    assert somebody.browser.press(page, "/forget").path == "/"
    assert somebody.browser.open(page.path).status == 404
