"""A code by e-mail shows that messages arrive; nobody needs it to file."""

import re
from datetime import timedelta

import pytest

from app.accounts.permissions import Grant, Member, Role
from app.core.adapters import adapters
from app.core.db import reading
from app.core.outbound.mail import Mail
from app.verification import jobs
from app.verification.policy import CODES_AN_HOUR
from app.verification.queries.identity import identity_of
from app.verification.service import contact
from app.verification.service.counter import record_counter_check
from app.web.citizen.browser import COOKIE
from forms.text import LocalText
from identity.states import CheckState
from tests.support.browsing import Browser, Page
from tests.support.cities import City
from tests.support.signing import checks, let_pass, reference_of, submission_of

COMMENT = "public-comment"
CODE = re.compile(r"確認コードは ([0-9]{6}) です")


class Post:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []

    def send(self, mail: Mail) -> None:
        self.sent.append(mail)

    def codes(self) -> list[Mail]:
        """The messages that brought a code, among all others."""
        return [mail for mail in self.sent if CODE.search(mail.body)]


@pytest.fixture
def post(city: City) -> Post:
    server = Post()
    city.app.extensions["mailer"] = server
    return server


@pytest.fixture
def filed(city: City) -> tuple[Browser, Page]:
    """A filing with an address, and the page about it."""
    applicant = city.applicant(COMMENT)
    page = applicant.file(COMMENT)
    return applicant.browser, applicant.browser.open(f"/submissions/{reference_of(page)}/contact")


def code_of(mail: Mail) -> str:
    found = CODE.search(mail.body)
    assert found is not None
    return found[1]


def send_code(city: City, post: Post, browser: Browser, page: Page) -> tuple[Page, Mail]:
    asked = browser.press(page, "/contact/code")
    city.work()
    return asked, post.codes()[-1]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_confirms_the_address_and_changes_nothing_else(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    before = submission_of(city, page)
    asked, mail = send_code(city, post, browser, page)
    done = browser.press(asked, "/contact", code=code_of(mail))
    assert "届くことを確認しました" in done.html
    after = submission_of(city, page)
    assert (after.state, after.version) == (before.state, before.version)


def test_a_code_typed_on_a_japanese_keyboard_is_right_too(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    asked, mail = send_code(city, post, browser, page)
    wide = code_of(mail).translate({0x30 + digit: 0xFF10 + digit for digit in range(10)})
    assert browser.press(asked, "/contact", code=wide).status == 200


def test_a_wrong_code_may_be_mended_a_few_times(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    asked, mail = send_code(city, post, browser, page)
    refused = browser.press(asked, "/contact", code=wrong(code_of(mail)))
    assert (refused.status, refused.errors()) == (422, ["code"])
    assert "確認コードが違います" in refused.html
    assert browser.press(refused, "/contact", code=code_of(mail)).status == 200


def test_guessing_ends_with_the_sixth_try(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    asked, mail = send_code(city, post, browser, page)
    for _ in range(6):
        asked = browser.press(asked, "/contact", code=wrong(code_of(mail)))
    assert checks(city)[0].state == CheckState.REJECTED
    assert not asked.has_form_to("/contact")


def test_a_new_code_makes_the_one_before_worthless(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    asked, first = send_code(city, post, browser, page)
    asked, second = send_code(city, post, browser, asked)
    assert code_of(first) != code_of(second)
    assert browser.press(asked, "/contact", code=code_of(first)).status == 422


def test_a_late_code_is_refused(city: City, post: Post, filed: tuple[Browser, Page]) -> None:
    browser, page = filed
    asked, mail = send_code(city, post, browser, page)
    let_pass(city, timedelta(minutes=11))
    refused = browser.press(asked, "/contact", code=code_of(mail))
    assert "期限が過ぎました" in refused.html


def test_codes_are_sent_a_few_times_an_hour_only(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    for _ in range(CODES_AN_HOUR):
        page = browser.press(page, "/contact/code")
    assert browser.press(page, "/contact/code").status == 429


def test_a_code_is_mailed_once_though_its_job_runs_twice(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    send_code(city, post, browser, page)
    with city.app.app_context():
        jobs.send_code(checks(city)[0].id)
    assert len(post.codes()) == 1


def test_the_demonstrations_mailbox_shows_the_code(city: City, filed: tuple[Browser, Page]) -> None:
    browser, page = filed
    browser.press(page, "/contact/code")
    assert "確認コードは" in browser.open("/demo/mailbox").html


def test_an_address_that_answers_is_no_proof_of_a_person(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    asked, mail = send_code(city, post, browser, page)
    browser.press(asked, "/contact", code=code_of(mail))
    submission = submission_of(city, page)
    with city.app.app_context(), reading() as session:
        (shown,) = identity_of(session, submission)
    assert (shown.provider, shown.ial) == ("contact_code", 0)


def test_a_filing_without_an_address_has_no_such_page(city: City) -> None:
    applicant = city.applicant(COMMENT, email="")
    page = applicant.file(COMMENT)
    assert applicant.browser.open(f"/submissions/{reference_of(page)}/contact").status == 404


def test_two_codes_asked_for_at_the_same_moment_leave_one(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    cookie = browser.clients["localhost"].get_cookie(COOKIE)
    assert cookie is not None
    with city.app.app_context():
        first = contact._open(reference_of(page), cookie.value)
        contact.send_code(reference_of(page), cookie.value)
        contact._note(first, adapters().identity[contact.PROVIDER].start(first.context))
    city.work()
    assert len(post.codes()) == 1
    assert [check.state for check in checks(city)] == [CheckState.CANCELLED, CheckState.STARTED]


def test_a_document_shown_at_the_counter_leaves_the_code_valid(
    city: City, post: Post, filed: tuple[Browser, Page]
) -> None:
    browser, page = filed
    asked, mail = send_code(city, post, browser, page)
    clerk = Member(
        7, "kouchou", "公聴 花子", LocalText("政策課"), (Grant(Role.SENIOR_CLERK, "seisaku"),)
    )
    with city.app.app_context():
        record_counter_check(clerk, reference_of(page), ["my_number_card"])
    done = browser.press(asked, "/contact", code=code_of(mail))
    assert "届くことを確認しました" in done.html
