"""The registry offers the right gateways for the means a procedure takes."""

import pytest

from payments.adapters.counter import CounterGateway
from payments.adapters.demo import DemoGateway
from payments.adapters.demo_bank import DemoBank, MemoryDemoLedger
from payments.gateway import GatewayRegistry
from payments.methods import PaymentMethod

COUNTER = CounterGateway()
DEMO = DemoGateway(
    environment="test",
    bank=DemoBank(MemoryDemoLedger(), b"k" * 32),
    page_url="http://127.0.0.1:8000/demo/pay",
)
REGISTRY = GatewayRegistry(COUNTER, DEMO)


def test_gateway_is_found_by_its_name() -> None:
    assert REGISTRY["demo"] is DEMO


def test_unknown_gateway_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        REGISTRY["bitcoin"]


def test_two_gateways_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="counter"):
        GatewayRegistry(COUNTER, CounterGateway())


def test_card_is_paid_from_home_and_cash_at_the_counter() -> None:
    allowed = frozenset({PaymentMethod.CREDIT_CARD, PaymentMethod.CASH_COUNTER})
    assert REGISTRY.online(allowed) == (DEMO,)
    assert REGISTRY.at_counter(allowed) == (COUNTER,)


def test_means_a_procedure_does_not_take_are_not_offered() -> None:
    assert REGISTRY.online(frozenset({PaymentMethod.CASH_COUNTER})) == ()
    assert REGISTRY.at_counter(frozenset({PaymentMethod.QR})) == ()
