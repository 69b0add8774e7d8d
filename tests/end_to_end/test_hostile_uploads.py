"""Somebody who sends more, larger and stranger things than the page asks for."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from app.submissions import queries
from app.web.citizen import browser
from app.web.citizen.filling_in import upload_of
from tests.support.applicants import Applicant
from tests.support.browsing import Page, Paper
from tests.support.cities import City

FILES = "opinion_file"
MOST_FILES = 3


@pytest.fixture
def somebody(city: City) -> Applicant:
    return city.applicant("public-comment")


def page_with_files(applicant: Applicant) -> Page:
    first = applicant.start("public-comment")
    return applicant.browser.open(first.path.rpartition("/")[0] + "/attachments")


def send(applicant: Applicant, page: Page, action: str, *papers: Paper) -> Page:
    form = page.own_form()
    inputs = form.filled({}) | {"action": [action]}
    return applicant.browser.send(page, form, inputs, [(FILES, each) for each in papers])


def kept_files(city: City, applicant: Applicant, page: Page) -> list[dict[str, str]]:
    cookie = applicant.browser.clients["localhost"].get_cookie(browser.COOKIE)
    assert cookie is not None
    with city.app.app_context():
        view = queries.draft_view(page.path.split("/")[2], cookie.value)
    return [dict(each) for each in view.typed[FILES]]  # type: ignore[arg-type]


def test_one_file_too_many_is_kept_to_say_so_and_no_further_one(
    city: City, somebody: Applicant
) -> None:
    papers = [Paper(f"意見{number}.pdf", b"%PDF-1.7") for number in range(9)]
    page = page_with_files(somebody)
    assert send(somebody, page, "next", *papers).status == 422
    send(somebody, page, "next", *papers)
    assert len(kept_files(city, somebody, page)) == MOST_FILES + 1


def test_of_a_file_too_large_no_more_is_kept_than_says_so() -> None:
    upload = upload_of(FileStorage(BytesIO(b"%PDF-" + b" " * 999), "意見.pdf"), largest=100)
    assert len(upload.content) == 101


def test_a_button_with_a_line_break_leads_back_to_the_page(somebody: Applicant) -> None:
    page = page_with_files(somebody)
    assert send(somebody, page, "upload:x\r\nSet-Cookie: a=b").path == page.path
