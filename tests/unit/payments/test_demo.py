"""The demo gateway behaves like a payment company, and only outside production."""

import json

import pytest

from payments.adapters.demo import DemoGateway
from payments.adapters.demo_bank import SIGNATURE_HEADER, DemoBank, MemoryDemoLedger
from payments.errors import AttemptConflict, ForgedEvent, RefundRefused
from payments.gateway import CheckoutRequest
from payments.money import Money
from payments.states import AttemptEvent

REQUEST = CheckoutRequest(
    "at_1", Money(710), "住民票の写しの交付請求", "http://127.0.0.1:8000/submissions/R1"
)


@pytest.fixture
def bank() -> DemoBank:
    return DemoBank(MemoryDemoLedger(), b"k" * 32)


@pytest.fixture
def gateway(bank: DemoBank) -> DemoGateway:
    return DemoGateway(environment="test", bank=bank, page_url="http://127.0.0.1:8000/demo/pay/")


def test_demo_refuses_to_run_in_production(bank: DemoBank) -> None:
    with pytest.raises(ValueError, match="production"):
        DemoGateway(environment="production", bank=bank, page_url="https://city.example/demo/pay")


def test_bank_refuses_a_short_secret() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        DemoBank(MemoryDemoLedger(), b"short")


def test_payer_is_sent_to_the_page_of_the_order(gateway: DemoGateway) -> None:
    started = gateway.start(REQUEST)
    assert started.redirect_url == "http://127.0.0.1:8000/demo/pay/demo_at_1"


@pytest.mark.parametrize(
    "choice", [AttemptEvent.SETTLED, AttemptEvent.FAILED, AttemptEvent.CANCELLED]
)
def test_payers_choice_reaches_us_pushed_and_asked_for(
    gateway: DemoGateway, bank: DemoBank, choice: AttemptEvent
) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    delivery = bank.decide(reference, choice)
    event = gateway.parse_event(delivery.body, delivery.headers)
    assert event is not None
    assert (event.attempt_id, event.event, event.amount) == ("at_1", choice, Money(710))
    assert gateway.status(reference) is choice


def test_payer_cannot_choose_what_only_the_bank_decides(
    gateway: DemoGateway, bank: DemoBank
) -> None:
    with pytest.raises(ValueError, match="unknown"):
        bank.decide(gateway.start(REQUEST).gateway_reference, AttemptEvent.UNKNOWN)


def test_failed_order_can_still_be_paid_lesson_4(gateway: DemoGateway, bank: DemoBank) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    bank.decide(reference, AttemptEvent.FAILED)
    bank.decide(reference, AttemptEvent.SETTLED)
    assert gateway.status(reference) is AttemptEvent.SETTLED


def test_paid_order_stays_paid(gateway: DemoGateway, bank: DemoBank) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    first = bank.decide(reference, AttemptEvent.SETTLED)
    assert bank.decide(reference, AttemptEvent.FAILED) == first


def test_unpaid_order_is_closed_when_we_cancel(gateway: DemoGateway) -> None:
    assert gateway.cancel(gateway.start(REQUEST).gateway_reference) is AttemptEvent.CANCELLED


def test_payer_who_was_faster_than_our_cancelling_has_paid(
    gateway: DemoGateway, bank: DemoBank
) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    bank.decide(reference, AttemptEvent.SETTLED)
    assert gateway.cancel(reference) is AttemptEvent.SETTLED


@pytest.mark.parametrize("name", [SIGNATURE_HEADER.lower(), SIGNATURE_HEADER.upper()])
def test_signature_is_found_whatever_the_case_of_its_header(
    gateway: DemoGateway, bank: DemoBank, name: str
) -> None:
    gateway.start(REQUEST)
    delivery = bank.decide("demo_at_1", AttemptEvent.SETTLED)
    assert gateway.parse_event(delivery.body, {name: delivery.headers[SIGNATURE_HEADER]})


def test_changed_amount_breaks_the_signature(gateway: DemoGateway, bank: DemoBank) -> None:
    gateway.start(REQUEST)
    delivery = bank.decide("demo_at_1", AttemptEvent.SETTLED)
    with pytest.raises(ForgedEvent):
        gateway.parse_event(delivery.body.replace(b"710", b"711"), delivery.headers)


def test_news_about_something_else_is_no_event(gateway: DemoGateway, bank: DemoBank) -> None:
    body = json.dumps({"id": "x", "type": "terms.changed"}).encode()
    assert gateway.parse_event(body, {SIGNATURE_HEADER: bank.signature(body)}) is None


@pytest.mark.parametrize("amount", [Money(0), Money(711)])
def test_refund_of_nothing_or_too_much_is_refused(
    gateway: DemoGateway, bank: DemoBank, amount: Money
) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    bank.decide(reference, AttemptEvent.SETTLED)
    with pytest.raises(RefundRefused):
        gateway.refund(reference, amount, "rf_1")


def test_unpaid_order_has_nothing_to_refund(gateway: DemoGateway) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    with pytest.raises(RefundRefused, match="pending"):
        gateway.refund(reference, Money(710), "rf_1")


def test_two_partial_refunds_cannot_exceed_the_payment(
    gateway: DemoGateway, bank: DemoBank
) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    bank.decide(reference, AttemptEvent.SETTLED)
    gateway.refund(reference, Money(700), "rf_1")
    with pytest.raises(RefundRefused):
        gateway.refund(reference, Money(11), "rf_2")


def test_refund_id_with_another_amount_is_a_conflict(gateway: DemoGateway, bank: DemoBank) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    bank.decide(reference, AttemptEvent.SETTLED)
    gateway.refund(reference, Money(100), "rf_1")
    with pytest.raises(AttemptConflict):
        gateway.refund(reference, Money(200), "rf_1")


def test_attempt_with_another_amount_is_a_conflict(gateway: DemoGateway) -> None:
    gateway.start(REQUEST)
    with pytest.raises(AttemptConflict):
        gateway.start(CheckoutRequest("at_1", Money(300), "住民票", REQUEST.return_url))
