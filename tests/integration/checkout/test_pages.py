"""Paying in a browser: our page, the demo bank's page, its news, and back again."""

from dataclasses import dataclass, replace
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from app.checkout import demo_bank
from app.checkout.demo_bank import WEBHOOK
from app.core.config import Settings
from app.core.embedded_postgres.ports import kept_or_free
from app.submissions.states import Event, State
from app.web.citizen.browser import COOKIE
from payments.adapters.demo_bank import SIGNATURE_HEADER
from payments.states import AttemptEvent
from tests.support.applications import Start, running
from tests.support.doors import OURS, TOKEN
from tests.support.gateways import ScriptedGateway, use
from tests.support.paying import (
    CARD,
    Payer,
    bank,
    bill_again,
    happen,
    order_certificate,
    order_collection,
    pay,
    reference_of,
)

HERE = "http://localhost"


@dataclass(frozen=True, slots=True)
class Browser:
    """A payer's browser, on the pages of one application."""

    client: FlaskClient
    payer: Payer

    @property
    def address(self) -> str:
        return f"/submissions/{self.payer.reference}/pay"

    def open(self, address: str) -> TestResponse:
        return self.client.get(address)

    def press(self, address: str, **inputs: str) -> TestResponse:
        """Send the form of a page."""
        found = TOKEN.search(self.client.get(address).text)
        assert found is not None
        return self.client.post(address, data={"csrf_token": found[1], **inputs}, headers=OURS)

    def choose(self, means: str) -> TestResponse:
        return self.press(self.address, payment_method=means)


def browser_of(site: Flask, payer: Payer) -> Browser:
    client = site.test_client()
    client.set_cookie(COOKIE, payer.token)
    return Browser(client, payer)


@pytest.fixture
def browser(site: Flask) -> Browser:
    """Somebody who ordered a collection of bulky waste for 300円."""
    return browser_of(site, order_collection())


def go_to_bank(browser: Browser, outcome: str) -> TestResponse:
    """Choose the card, decide at the bank, and open the page the bank leads back to."""
    bank_page = browser.choose(CARD).location.removeprefix(HERE)
    return browser.open(browser.press(bank_page, outcome=outcome).location.removeprefix(HERE))


def test_payer_sees_amount_and_means_and_that_it_is_unpaid(browser: Browser) -> None:
    page = browser.open(browser.address).text
    assert "300円" in page
    assert "クレジットカード" in page
    assert "まだ支払いが終わっていません" in page


def test_payer_who_paid_a_part_before_sees_what_is_left(site: Flask) -> None:
    payer = order_certificate()
    pay(payer)
    happen(payer, Event.TAKEN)
    bill_again(payer, copies=3)
    happen(payer, Event.FEE_REQUESTED)
    page = browser_of(site, payer).open(f"/submissions/{payer.reference}/pay").text
    assert "900円" in page
    assert "まだ支払われていない600円を" in page


def test_paying_at_the_bank_ends_on_a_page_that_says_so(browser: Browser) -> None:
    page = go_to_bank(browser, "pay")
    assert "支払いが終わりました" in page.text
    assert browser.payer.state() is State.RECEIVED


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("fail", "支払いができませんでした"), ("cancel", "支払いを途中でやめました")],
)
def test_payment_that_came_to_nothing_can_be_tried_again(
    browser: Browser, outcome: str, said: str
) -> None:
    page = go_to_bank(browser, outcome)
    assert said in page.text
    assert f'href="{browser.address}"' in page.text
    assert go_to_bank(browser, "pay").status_code == 200
    assert browser.payer.state() is State.RECEIVED


def test_payer_who_has_not_decided_sees_that_the_result_is_awaited(browser: Browser) -> None:
    browser.choose(CARD)
    assert "支払いを確認しています" in browser.open(f"{browser.address}/result").text


def test_surplus_is_told_first(browser: Browser) -> None:
    attempt_id = browser.payer.start()
    browser.payer.withdraw()
    bank().decide(reference_of(attempt_id), AttemptEvent.SETTLED)
    assert "お金をお返しします" in browser.open(f"{browser.address}/result").text


def test_nothing_chosen_is_said_at_the_question(browser: Browser) -> None:
    page = browser.press(browser.address)
    assert page.status_code == 422
    assert "支払い方法を選んでください" in page.text


def test_gateway_that_is_down_is_said_and_another_try_is_open(
    site: Flask, browser: Browser
) -> None:
    use(site, ScriptedGateway(down=True))
    page = browser.choose(CARD)
    assert page.status_code == 503
    assert "支払いのサービスに今つながりません" in page.text


def test_counter_as_means_says_where_to_go_and_that_it_is_unpaid(site: Flask) -> None:
    browser = browser_of(site, order_certificate())
    answer = browser.choose("counter.cash_counter")
    page = browser.open(answer.location).text
    assert "窓口で支払ってください" in page
    assert browser.payer.money().attempts == []


def test_paid_filing_leads_from_paying_to_its_status(browser: Browser) -> None:
    pay(browser.payer)
    answer = browser.open(browser.address)
    assert (answer.status_code, answer.location) == (303, browser.address.removesuffix("/pay"))


def test_result_of_a_payment_nobody_began_leads_to_paying(browser: Browser) -> None:
    assert browser.open(f"{browser.address}/result").location == browser.address


def test_browser_that_holds_nothing_finds_no_payment(site: Flask, browser: Browser) -> None:
    stranger = site.test_client()
    assert stranger.get(browser.address).status_code == 404
    assert stranger.get(f"{browser.address}/result").status_code == 404


def test_signed_news_is_taken_and_unsigned_changes_nothing(site: Flask, browser: Browser) -> None:
    delivery = bank().decide(reference_of(browser.payer.start()), AttemptEvent.SETTLED)
    machine = site.test_client()
    forged = machine.post(WEBHOOK, data=delivery.body, headers={SIGNATURE_HEADER: "0" * 64})
    assert (forged.status_code, browser.payer.state()) == (400, State.AWAITING_PAYMENT)
    taken = machine.post(WEBHOOK, data=delivery.body, headers=dict(delivery.headers))
    assert (taken.status_code, browser.payer.state()) == (204, State.RECEIVED)


def test_news_of_a_gateway_nobody_knows_is_not_found(site: Flask) -> None:
    assert site.test_client().post("/hooks/payments/nobody").status_code == 404


def test_bank_knows_three_choices_and_its_own_orders(site: Flask, browser: Browser) -> None:
    page = f"/demo/pay/{reference_of(browser.payer.start())}"
    assert browser.press(page, outcome="steal").status_code == 400
    assert site.test_client().get("/demo/pay/nobody-opened-this").status_code == 404


def test_bank_brings_its_news_over_http(own_settings: Settings) -> None:
    port = kept_or_free(own_settings.var_dir / "port")
    there = replace(own_settings, public_url=f"http://127.0.0.1:{port}")
    with running(there) as app:
        server = make_server("127.0.0.1", port, app, threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        with app.app_context():
            payer = order_collection()
            demo_bank.choose(reference_of(payer.start()), AttemptEvent.SETTLED)
            state = payer.state()
        server.shutdown()
        thread.join()
        server.server_close()
    assert state is State.RECEIVED


def test_production_has_neither_the_bank_nor_its_page(own_settings: Settings, start: Start) -> None:
    production = replace(
        own_settings,
        environment="production",
        public_url="https://madoguchi.example.jp",
        secret_key="k" * 32,
    )
    app = start(production)
    assert "demo_pay.show" not in app.view_functions
    assert [each.name for each in app.extensions["adapters"].gateways] == ["counter"]
