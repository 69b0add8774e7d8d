"""What every payment gateway must do, whichever it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from payments.adapters.counter import CounterGateway
from payments.adapters.demo import DemoGateway
from payments.adapters.demo_bank import DemoBank, MemoryDemoLedger
from payments.errors import ForgedEvent, UnknownReference
from payments.gateway import Cancels, CheckoutRequest, PaymentGateway
from payments.money import Money
from payments.states import AttemptEvent, RefundEvent

REQUEST = CheckoutRequest(
    "at_0123456789abcdef", Money(710), "住民票の写しの交付請求", "http://127.0.0.1:8000/back"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gateway, and how somebody pays at it."""

    gateway: PaymentGateway
    pay: Callable[[str], object]


def counter() -> Candidate:
    gateway = CounterGateway()
    return Candidate(gateway, lambda reference: gateway.taken(reference, REQUEST.amount))


def demo() -> Candidate:
    bank = DemoBank(MemoryDemoLedger(), b"k" * 32)
    gateway = DemoGateway(environment="test", bank=bank, page_url="http://127.0.0.1:8000/demo/pay")
    return Candidate(gateway, lambda reference: bank.decide(reference, AttemptEvent.SETTLED))


@pytest.fixture(params=[counter, demo])
def candidate(request: pytest.FixtureRequest) -> Candidate:
    built: Candidate = request.param()
    return built


@pytest.fixture
def gateway(candidate: Candidate) -> PaymentGateway:
    return candidate.gateway


def test_gateway_has_a_name_fit_for_an_address(gateway: PaymentGateway) -> None:
    assert gateway.name.isascii()
    assert gateway.name.isidentifier()


def test_gateway_takes_at_least_one_means_of_payment(gateway: PaymentGateway) -> None:
    assert gateway.methods


def test_starting_the_same_attempt_again_starts_nothing_new(gateway: PaymentGateway) -> None:
    assert gateway.start(REQUEST) == gateway.start(REQUEST)


def test_another_attempt_has_another_reference(gateway: PaymentGateway) -> None:
    first, second = gateway.start(REQUEST), gateway.start(replace(REQUEST, attempt_id="at_2"))
    assert first.gateway_reference != second.gateway_reference


def test_payer_leaves_our_pages_exactly_if_the_gateway_says_so(gateway: PaymentGateway) -> None:
    assert (gateway.start(REQUEST).redirect_url is not None) == gateway.needs_redirect


def test_payment_just_started_is_pending(gateway: PaymentGateway) -> None:
    assert gateway.status(gateway.start(REQUEST).gateway_reference) is AttemptEvent.PENDING


def test_asking_twice_gives_the_same_answer(gateway: PaymentGateway) -> None:
    reference = gateway.start(REQUEST).gateway_reference
    assert gateway.status(reference) is gateway.status(reference)


@pytest.mark.parametrize("reference", ["", "nobody-started-this"])
def test_status_of_an_unknown_reference_raises(gateway: PaymentGateway, reference: str) -> None:
    with pytest.raises(UnknownReference):
        gateway.status(reference)


@pytest.mark.parametrize("reference", ["", "nobody-started-this"])
def test_refund_of_an_unknown_reference_raises(gateway: PaymentGateway, reference: str) -> None:
    with pytest.raises(UnknownReference):
        gateway.refund(reference, Money(710), "rf_1")


def test_same_refund_asked_for_twice_is_paid_once_lesson_8(candidate: Candidate) -> None:
    reference = candidate.gateway.start(REQUEST).gateway_reference
    candidate.pay(reference)
    first = candidate.gateway.refund(reference, REQUEST.amount, "rf_1")
    assert first in {RefundEvent.SENT, RefundEvent.DONE}
    assert candidate.gateway.refund(reference, REQUEST.amount, "rf_1") is first


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"{}",
        b'{"id": "e", "type": "attempt.settled", "attempt_id": "at_1", "amount_yen": 710}',
    ],
)
@pytest.mark.parametrize("headers", [{}, {"X-Demo-Signature": "0" * 64}, {"X-Demo-Signature": "é"}])
def test_body_nobody_proved_is_refused(
    gateway: PaymentGateway, body: bytes, headers: dict[str, str]
) -> None:
    with pytest.raises(ForgedEvent):
        gateway.parse_event(body, headers)


def test_demo_gateway_can_close_what_nobody_paid() -> None:
    gateway = DemoGateway(
        environment="test",
        bank=DemoBank(MemoryDemoLedger(), b"k" * 32),
        page_url="http://127.0.0.1:8000/demo/pay",
    )
    cancels: Cancels = gateway
    assert cancels.cancel(gateway.start(REQUEST).gateway_reference) is AttemptEvent.CANCELLED
