"""At the counter a clerk is the gateway."""

import pytest

from payments.adapters.counter import CounterGateway
from payments.errors import RefundRefused, UnknownReference
from payments.gateway import CheckoutRequest, GatewayEvent
from payments.money import Money
from payments.states import AttemptEvent, RefundEvent

COUNTER = CounterGateway()
REFERENCE = COUNTER.start(
    CheckoutRequest("at_1", Money(300), "住民票の写し", "http://127.0.0.1:8000/")
).gateway_reference


def test_payer_stays_with_us() -> None:
    request = CheckoutRequest("at_1", Money(300), "住民票の写し", "http://127.0.0.1:8000/")
    assert COUNTER.start(request).redirect_url is None


def test_counter_waits_until_a_clerk_takes_the_money() -> None:
    assert COUNTER.status(REFERENCE) is AttemptEvent.PENDING


def test_money_a_clerk_took_settles_the_attempt_once() -> None:
    event = GatewayEvent("counter_at_1:taken", "at_1", AttemptEvent.SETTLED, Money(300))
    assert COUNTER.taken(REFERENCE, Money(300)) == event


def test_refund_waits_until_a_clerk_hands_it_back() -> None:
    assert COUNTER.refund(REFERENCE, Money(300), "rf_1") is RefundEvent.SENT


def test_refund_of_nothing_is_refused() -> None:
    with pytest.raises(RefundRefused):
        COUNTER.refund(REFERENCE, Money(0), "rf_1")


@pytest.mark.parametrize("reference", ["", "counter_", "demo_at_1", "xcounter_at_1"])
def test_reference_of_somebody_else_is_unknown(reference: str) -> None:
    with pytest.raises(UnknownReference):
        COUNTER.taken(reference, Money(300))
