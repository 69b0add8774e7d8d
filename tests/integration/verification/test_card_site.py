"""The site of the test cards: what it says, what its cards refuse, whom it serves."""

import json
from pathlib import Path

import pytest
from werkzeug.test import Client

from app.core.refusals import Refusal
from app.core.trust_folder import TrustFolder
from app.web.stub.site import StubSettings, create_stub
from identity.stub.people import PEOPLE
from tests.support.browsing import HOME, Page
from tests.support.cities import CARDS, City
from tests.support.signing import file, to_card, use_card


def test_the_way_there_leads_over_a_form_that_our_policy_allows(city: City) -> None:
    browser, page = file(city)
    response = browser.clients["localhost"].get(page.path)
    assert f"form-action 'self' {CARDS}" in response.headers["Content-Security-Policy"]


def test_every_page_says_that_it_is_a_simulation(city: City) -> None:
    browser, page = file(city)
    asked = to_card(browser, page)
    signed = use_card(browser, asked)
    for each in (browser.open(f"{CARDS}/"), asked, signed):
        assert "模擬" in each.html


def test_whoever_signs_reads_what_the_envelope_says(city: City) -> None:
    browser, page = file(city)
    asked = to_card(browser, page)
    for words in ("窓口市", "住民票", "見本　花子", "juminhyo"):
        assert words in asked.html


def test_its_forms_lead_only_to_itself_and_back(city: City) -> None:
    response = Client(city.cards).get("/")
    assert f"form-action 'self' {HOME}" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"


def test_it_has_cookies_of_its_own(city: City) -> None:
    cards = Client(city.cards).get("/").headers["Set-Cookie"].partition("=")[0]
    ours = Client(city.app).get("/submissions").headers.get("Set-Cookie", "").partition("=")[0]
    assert cards == "test_card_form"
    assert cards != ours


def test_a_wrong_pin_is_counted_until_the_card_is_locked(city: City) -> None:
    browser, page = file(city)
    asked = to_card(browser, page)
    for left in (4, 3, 2, 1, 0):
        asked = use_card(browser, asked, pin="WRONG123")
        assert asked.status == 422
        assert f"あと{left}回" in asked.html
        assert ("パスワードをよく確かめてください" in asked.html) is (left < 3)
    assert "このカードはロックされています" in use_card(browser, asked).html


def test_a_locked_card_can_be_made_again(city: City) -> None:
    browser, page = file(city)
    assert use_card(browser, to_card(browser, page), "locked").status == 422
    done = browser.press(browser.open(f"{CARDS}/"), "/cards/locked/reset")
    assert done.status == 200


def test_a_pin_that_cannot_be_one_is_not_counted(city: City) -> None:
    browser, page = file(city)
    asked = use_card(browser, to_card(browser, page), pin="1234")
    assert "6から16文字" in asked.html
    assert "あと" not in asked.html


def test_a_child_has_no_certificate_for_signing(city: City) -> None:
    browser, page = file(city)
    refused = use_card(browser, to_card(browser, page), "child")
    assert "署名用の電子証明書がありません" in refused.html


def test_a_card_that_nobody_has_signs_nothing(city: City) -> None:
    browser, page = file(city)
    asked = to_card(browser, page)
    form = asked.form_to("/sign/card")
    refused = browser.send(asked, form, form.inputs() | {"person": ["nobody"], "pin": ["ABC123"]})
    assert (refused.status, "カードを選んでください" in refused.html) == (422, True)


@pytest.mark.parametrize(
    "return_url",
    ["", "https://evil.example/", f"{HOME}.evil.example/", f"{HOME}@evil.example/", "//localhost/"],
)
def test_it_signs_for_nobody_else(city: City, return_url: str) -> None:
    browser, page = file(city)
    form = to_card(browser, page).form_to("/sign/card")
    inputs = {"content": form.inputs()["content"][0], "return_url": return_url}
    assert Client(city.cards).post("/sign", data=inputs).status_code == 400


@pytest.mark.parametrize("content", ["", "%%%", "e30="])
def test_it_signs_nothing_but_envelopes(city: City, content: str) -> None:
    inputs = {"content": content, "return_url": f"{HOME}/submissions"}
    assert Client(city.cards).post("/sign", data=inputs).status_code == 400


def test_its_cards_do_not_sign_for_a_form_of_another_site(city: City) -> None:
    browser, page = file(city)
    form = to_card(browser, page).form_to("/sign/card")
    inputs = {name: values[0] for name, values in form.inputs().items() if name != "csrf_token"}
    posted = Client(city.cards).post("/sign/card", data=inputs | {"pin": "ABC123"})
    assert posted.status_code == 400


def test_the_home_page_lists_every_card_with_its_pin(city: City) -> None:
    page: Page = city.browser().open(f"{CARDS}/")
    assert all(person.name in page.html and person.sign_pin in page.html for person in PEOPLE)


def test_keys_are_kept_where_only_their_owner_reads(city: City) -> None:
    folder = city.settings.var_dir / "stub"
    assert (folder / "authority.json").stat().st_mode & 0o077 == 0


def test_a_second_process_believes_the_same_authority(tmp_path: Path) -> None:
    settings = StubSettings(var_dir=tmp_path, public_url=HOME, secret_key="only for tests")
    create_stub(settings)
    first = TrustFolder.of_stub(tmp_path).anchors()
    create_stub(settings)
    again = TrustFolder.of_stub(tmp_path).anchors()
    assert [each.fingerprint() for each in again] == [each.fingerprint() for each in first]
    anchors = json.loads(TrustFolder.of_stub(tmp_path).anchors_file.read_text())
    assert {each["environment"] for each in anchors} == {"stub"}


@pytest.mark.parametrize("env", [{"APP_ENV": "production", "PUBLIC_URL": "https://x"}, {}])
def test_it_does_not_start_in_production_or_without_an_address(env: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        StubSettings.from_env(env)
