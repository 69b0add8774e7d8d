"""Answers without a result are judged again, and what led to nothing is forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.core import clock
from app.core.crypto import DataKey, Erased
from app.core.db import reading
from app.submissions.states import State
from app.verification import records
from app.verification.models import IdentityCheck
from app.verification.service import signing
from app.web.citizen.browser import COOKIE
from app.web.stub.vault import Vault
from identity.reasons import ReasonCode
from identity.states import CheckState
from tests.support.browsing import Browser, Page
from tests.support.cities import City
from tests.support.signing import (
    checks,
    file,
    let_pass,
    reference_of,
    sign,
    submission_of,
    to_card,
    upkeep,
    use_card,
)

DAY = timedelta(days=1)


def lists(city: City) -> list[Path]:
    return sorted((city.settings.var_dir / "stub" / "trust" / "lists").iterdir())


def publish(city: City) -> None:
    """Let the cards' authority publish its revocation lists again."""
    with city.cards.app_context(), Vault(city.settings.var_dir).authority(clock.now()):
        pass


def sign_without_lists(city: City) -> tuple[Browser, Page]:
    """Sign while nobody can say whether the certificate was revoked."""
    browser, page = file(city)
    signed = use_card(browser, to_card(browser, page))
    for each in lists(city):
        each.unlink()
    return browser, browser.press(signed, "/finish")


def test_a_filing_arrives_although_revocation_data_is_missing(city: City) -> None:
    _, page = sign_without_lists(city)
    submission = submission_of(city, page)
    assert submission.state == State.AWAITING_IDENTITY
    assert submission.arrived_at is not None
    assert "証明書が有効かどうかを確認しています" in page.html


def test_nobody_signs_again_while_an_answer_is_looked_at(city: City) -> None:
    browser, page = sign_without_lists(city)
    assert not page.has_form_to("/sign/with/jpki")
    (check,) = checks(city)
    assert check.state == CheckState.PENDING_REVOCATION
    assert browser.open(page.path).status == 200


def test_the_filing_goes_on_once_the_list_is_there(city: City) -> None:
    _, page = sign_without_lists(city)
    arrived_at = submission_of(city, page).arrived_at
    let_pass(city, timedelta(minutes=30))
    upkeep(city)
    assert submission_of(city, page).state == State.AWAITING_IDENTITY
    publish(city)
    upkeep(city)
    submission = submission_of(city, page)
    assert submission.state == State.AWAITING_PAYMENT
    assert submission.arrived_at == arrived_at


def test_a_revoked_certificate_is_refused_when_the_list_comes_later(city: City) -> None:
    browser, page = file(city, "revoked")
    signed = use_card(browser, to_card(browser, page), "revoked")
    for each in lists(city):
        each.unlink()
    browser.press(signed, "/finish")
    let_pass(city, timedelta(minutes=30))
    publish(city)
    upkeep(city)
    assert checks(city)[0].reason == ReasonCode.REV_REVOKED
    assert "失効しています" in browser.open(page.path).html


def test_what_a_refused_card_said_is_unreadable_after_a_day(city: City) -> None:
    browser, page = file(city)
    sign(browser, page, "leap")
    (check,) = checks(city)
    assert evidence(city, check) is not None
    let_pass(city, DAY + timedelta(minutes=1))
    upkeep(city)
    with pytest.raises(Erased):
        evidence(city, check)
    with pytest.raises(Erased), city.app.app_context(), reading() as session:
        records.read_envelope(session, check)


def test_the_evidence_of_a_good_signature_stays(city: City) -> None:
    browser, page = file(city)
    sign(browser, page)
    let_pass(city, 2 * DAY)
    upkeep(city)
    assert evidence(city, checks(city)[0]) is not None


def test_what_a_check_needed_while_it_was_open_is_erased_with_its_result(city: City) -> None:
    browser, page = file(city)
    sign(browser, page)
    (check,) = checks(city)
    assert (check.kept, check.answer) == (None, None)
    with city.app.app_context(), reading() as session:
        assert session.get_one(DataKey, check.data_key_id).wrapped is None


def test_a_challenge_that_nobody_answers_times_out(city: City) -> None:
    browser, page = file(city)
    to_card(browser, page)
    let_pass(city, timedelta(minutes=11))
    upkeep(city)
    assert checks(city)[0].state == CheckState.EXPIRED
    assert "もう一度はじめからお願いします" in browser.open(page.path).html


def test_an_answer_whose_judge_died_is_judged_by_the_job(city: City) -> None:
    browser, page = file(city)
    form = use_card(browser, to_card(browser, page)).form_to("/finish")
    fields = {name: values[0] for name, values in form.inputs().items()}
    cookie = browser.clients["localhost"].get_cookie(COOKIE)
    assert cookie is not None
    with city.app.app_context():
        signing._take(reference_of(page), cookie.value, checks(city)[0].id, fields)
    assert checks(city)[0].state == CheckState.RESPONDED
    let_pass(city, timedelta(minutes=3))
    upkeep(city)
    assert submission_of(city, page).state == State.AWAITING_PAYMENT


def evidence(city: City, check: IdentityCheck) -> bytes | None:
    with city.app.app_context(), reading() as session:
        return records.read_evidence(session, check.id)
