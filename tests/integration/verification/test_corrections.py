"""Mended answers of a signed filing are signed again, over what names the first envelope."""

import json

import pytest
from sqlalchemy import select

from app.core.db import reading
from app.submissions.content import latest_number
from app.submissions.states import State
from app.verification import records
from app.verification.models import IdentityCheck, SignedEnvelope
from tests.support.browsing import Browser, Page
from tests.support.cities import City
from tests.support.signing import checks, reference_of, sign, submission_of, to_card, use_card

PROCEDURE = "koseki-shomei"


@pytest.fixture
def returned(city: City) -> tuple[Browser, Page]:
    """A signed filing that a clerk has sent back, in the hands of its citizen."""
    applicant = city.applicant(PROCEDURE)
    page = applicant.file(PROCEDURE)
    sign(applicant.browser, page)
    clerk = city.clerk("shimin-senior", reference_of(page))
    clerk.do("take")
    clerk.ask_for_correction(applicant_tel="番号をご確認ください。")
    return applicant.browser, page


def mend(browser: Browser, page: Page, telephone: str = "090-1234-5678") -> Page:
    """Type another telephone number and send the correction."""
    overview = browser.open(f"/submissions/{reference_of(page)}/correct")
    field = browser.open(next(each for each in overview.links() if "#applicant_tel" in each))
    form = field.own_form()
    typed = form.filled({"applicant_tel": [telephone]}) | {"action": ["next"]}
    overview = browser.send(field, form, typed)
    return browser.press(overview, "/correct")


def document(city: City, check: IdentityCheck) -> dict[str, object]:
    with city.app.app_context(), reading() as session:
        signed: dict[str, object] = json.loads(records.read_envelope(session, check))["documents"][
            0
        ]
        return signed


def test_a_correction_is_signed_over_the_hash_of_what_it_corrects(
    city: City, returned: tuple[Browser, Page]
) -> None:
    browser, filed = returned
    page = mend(browser, filed)
    assert page.path.endswith("/sign")
    assert submission_of(city, page).revision == 1
    sign(browser, page)
    submission = submission_of(city, page)
    assert (submission.state, submission.revision) == (State.IN_REVIEW, 2)
    first, second = checks(city)
    with city.app.app_context(), reading() as session:
        wanted = select(SignedEnvelope.sha256).where(SignedEnvelope.id == first.envelope_id)
        assert document(city, second)["previous"] == session.scalar(wanted)


def test_the_old_answers_count_until_the_new_ones_are_signed(
    city: City, returned: tuple[Browser, Page]
) -> None:
    browser, filed = returned
    page = mend(browser, filed)
    sign(browser, page, "leap")
    submission = submission_of(city, page)
    assert (submission.state, submission.revision) == (State.RETURNED, 1)


def test_answers_that_were_mended_again_need_a_signature_of_their_own(
    city: City, returned: tuple[Browser, Page]
) -> None:
    browser, filed = returned
    signed = use_card(browser, to_card(browser, mend(browser, filed)))
    mend(browser, filed, "090-8765-4321")
    browser.press(signed, "/finish")
    submission = submission_of(city, filed)
    assert (submission.state, submission.revision) == (State.RETURNED, 1)


def test_nothing_is_signed_before_the_mended_answers_are_sent(
    city: City, returned: tuple[Browser, Page]
) -> None:
    browser, filed = returned
    assert browser.open(filed.path).path == f"/submissions/{reference_of(filed)}"


def test_a_correction_sent_twice_waits_for_one_signature(
    city: City, returned: tuple[Browser, Page]
) -> None:
    """Lesson 21."""
    browser, filed = returned
    mend(browser, filed)
    overview = browser.open(f"/submissions/{reference_of(filed)}/correct")
    assert browser.press(overview, "/correct").path.endswith("/sign")
    with city.app.app_context(), reading() as session:
        assert latest_number(session, submission_of(city, filed)) == 2
