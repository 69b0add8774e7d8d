"""Signing over HTTP, from the city's page over the card's site and back."""

import base64
import hashlib
import json
from datetime import timedelta

import pytest

from app.core.db import reading
from app.core.errors import NotFound
from app.submissions.states import State
from app.verification import records
from app.verification.queries.identity import IdentityShown, identity_of
from app.verification.service import signing
from app.web.citizen.browser import COOKIE
from identity.reasons import ReasonCode
from identity.record import read_record
from identity.states import CheckState
from tests.support.browsing import Browser, Page
from tests.support.cities import City
from tests.support.html_forms import FormData
from tests.support.signing import (
    checks,
    file,
    let_pass,
    reference_of,
    sign,
    submission_of,
    to_card,
    use_card,
)


def reason_of(city: City) -> str | None:
    return checks(city)[-1].reason


def shown(city: City, page: Page) -> IdentityShown:
    submission = submission_of(city, page)
    with city.app.app_context(), reading() as session:
        return identity_of(session, submission)[0]


def test_a_signature_lets_the_filing_arrive_and_go_on_to_its_fee(city: City) -> None:
    browser, page = file(city)
    assert submission_of(city, page).arrived_at is None
    after = sign(browser, page)
    assert after.path.endswith("/pay")
    submission = submission_of(city, after)
    assert submission.state == State.AWAITING_PAYMENT
    assert submission.arrived_at is not None


def test_the_evidence_can_be_checked_again_later(city: City) -> None:
    browser, page = file(city)
    sign(browser, page)
    with city.app.app_context(), reading() as session:
        content = records.read_evidence(session, checks(city)[0].id)
    assert content is not None
    proof = read_record(content)
    assert proof.signature is not None
    signed = json.loads(proof.signature.content)
    assert signed["documents"][0]["answers"]["applicant_name"] == "見本　花子"
    assert signed["documents"][0]["previous"] is None


def test_a_clerk_sees_what_was_compared_and_that_the_card_was_a_test_card(city: City) -> None:
    browser, page = file(city)
    sign(browser, page)
    identity = shown(city, page)
    assert (identity.provider, identity.environment, identity.state) == ("jpki", "stub", "verified")
    assert identity.is_rehearsal
    agreements = {each.name: each.agrees for each in identity.attributes}
    assert agreements == {"name": True, "birth_date": True, "address": False}
    assert identity.review == (ReasonCode.MATCH_ADDRESS,)


def test_the_page_shows_the_fingerprint_of_the_very_bytes_it_offers(city: City) -> None:
    browser, page = file(city)
    chosen = browser.press(page, "/sign/with/jpki")
    link = next(each for each in chosen.links() if each.endswith("/content"))
    content = browser.clients["localhost"].get(link).data
    assert hashlib.sha256(content).hexdigest() in chosen.html
    assert chosen.form_to("/sign").inputs()["content"] == [base64.b64encode(content).decode()]
    assert "見本　花子" in chosen.html


def test_somebody_elses_card_is_refused_and_the_right_one_may_follow(city: City) -> None:
    browser, page = file(city)
    refused = sign(browser, page, "leap")
    assert refused.path.endswith("/sign")
    assert "入力したお名前が、カードのお名前と違います" in refused.html
    assert submission_of(city, page).state == State.AWAITING_IDENTITY
    sign(browser, refused)
    assert submission_of(city, page).state == State.AWAITING_PAYMENT


def test_an_expired_card_is_refused_in_plain_words(city: City) -> None:
    browser, page = file(city, "expired")
    refused = sign(browser, page, "expired")
    assert "署名用電子証明書の有効期限が切れています" in refused.html
    assert reason_of(city) == ReasonCode.CERT_EXPIRED


def test_a_revoked_card_is_refused_in_plain_words(city: City) -> None:
    browser, page = file(city, "revoked")
    refused = sign(browser, page, "revoked")
    assert "署名用電子証明書が失効しています" in refused.html
    assert submission_of(city, page).arrived_at is None


def test_bytes_that_were_changed_on_the_way_are_refused(city: City) -> None:
    browser, page = file(city)
    chosen = browser.press(page, "/sign/with/jpki")
    form = chosen.form_to("/sign")
    content = base64.b64decode(form.inputs()["content"][0])
    changed = base64.b64encode(content.replace("花子".encode(), "花代".encode())).decode()
    asked = browser.send(chosen, form, form.inputs() | {"content": [changed]})
    browser.press(use_card(browser, asked, "hanako"), "/finish")
    assert reason_of(city) == ReasonCode.SIG_VALUE_INVALID
    assert submission_of(city, page).state == State.AWAITING_IDENTITY


def test_sending_the_signature_twice_changes_nothing(city: City) -> None:
    browser, page = file(city)
    signed = use_card(browser, to_card(browser, page), "hanako")
    first = browser.press(signed, "/finish")
    again = browser.press(signed, "/finish")
    assert first.path == again.path
    assert [check.state for check in checks(city)] == [CheckState.VERIFIED]


def test_a_refused_signature_cannot_be_sent_again(city: City) -> None:
    browser, page = file(city)
    signed = use_card(browser, to_card(browser, page), "leap")
    browser.press(signed, "/finish")
    browser.press(signed, "/finish")
    assert [check.reason for check in checks(city)] == [ReasonCode.MATCH_NAME]


def test_a_stranger_finds_nothing_and_burns_nothing(city: City) -> None:
    browser, page = file(city)
    signed = use_card(browser, to_card(browser, page), "hanako")
    stranger = city.browser()
    assert stranger.press(signed, "/finish").status == 404
    assert checks(city)[0].state == CheckState.STARTED
    assert browser.press(signed, "/finish").path.endswith("/pay")


def test_another_browser_of_the_same_holder_does_not_burn_the_challenge(city: City) -> None:
    browser, page = file(city)
    signed = use_card(browser, to_card(browser, page), "hanako")
    reference = page.path.split("/")[2]
    other = let_in(city, browser, reference)
    assert other.press(signed, "/finish").path.endswith("/sign")
    assert checks(city)[0].state == CheckState.STARTED
    assert browser.press(signed, "/finish").path.endswith("/pay")


def let_in(city: City, browser: Browser, reference: str) -> Browser:
    """Open the same filing in another browser, by its reference and code."""
    status = browser.open(f"/submissions/{reference}").html
    code = status.split('class="reference">')[2].split("<")[0]
    other = city.browser()
    door = other.open("/submissions")
    assert other.press(door, "/submissions", reference=reference, code=code).status == 200
    return other


def test_a_challenge_that_ran_out_is_not_accepted(city: City) -> None:
    browser, page = file(city)
    signed = use_card(browser, to_card(browser, page), "hanako")
    let_pass(city, timedelta(minutes=11))
    late = browser.press(signed, "/finish")
    assert "もう一度はじめからお願いします" in late.html
    assert reason_of(city) == ReasonCode.CHALLENGE_EXPIRED


def test_beginning_again_ends_the_try_before(city: City) -> None:
    browser, page = file(city)
    begun = browser.press(page, "/sign/with/jpki")
    assert not begun.has_form_to("/sign/with/jpki")
    let_pass(city, timedelta(minutes=11))
    sign(browser, browser.open(page.path))
    states = [check.state for check in checks(city)]
    assert states == [CheckState.CANCELLED, CheckState.VERIFIED]


def test_a_form_from_elsewhere_may_bring_the_signature_without_a_token(city: City) -> None:
    browser, page = file(city)
    form = use_card(browser, to_card(browser, page), "hanako").form_to("/finish")
    inputs: FormData = form.inputs()
    assert "csrf_token" not in inputs
    assert inputs.keys() == {"certificate", "signature"}


def test_who_finds_a_mistake_goes_back_to_the_answers_and_signs_the_new_ones(city: City) -> None:
    browser, page = file(city)
    review = browser.press(page, "/sign/revise")
    assert review.path.endswith("/review")
    assert submission_of(city, page).state == State.DRAFT
    sent = browser.press(review, "/review", action="send")
    assert sign(browser, sent).path.endswith("/pay")


def test_documents_for_the_counter_are_not_shown_online(city: City) -> None:
    browser, page = file(city)
    cookie = browser.clients["localhost"].get_cookie(COOKIE)
    assert cookie is not None
    with city.app.app_context(), pytest.raises(NotFound):
        signing.start(reference_of(page), cookie.value, "counter")
    assert checks(city) == []


def test_what_is_signed_needs_no_second_signature(city: City) -> None:
    browser, page = file(city)
    sign(browser, page)
    assert browser.open(page.path).path == page.path.removesuffix("/sign")
