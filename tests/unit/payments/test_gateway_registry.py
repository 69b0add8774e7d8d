"""The registry knows the gateways it was given, by name."""

import pytest

from payments.adapters.counter import CounterGateway
from payments.adapters.demo import DemoGateway
from payments.adapters.demo_bank import DemoBank, MemoryDemoLedger
from payments.gateway import GatewayRegistry

COUNTER = CounterGateway()
DEMO = DemoGateway(
    environment="test",
    bank=DemoBank(MemoryDemoLedger(), b"k" * 32),
    page_url="http://127.0.0.1:8000/demo/pay",
)
REGISTRY = GatewayRegistry(COUNTER, DEMO)


def test_gateway_is_found_by_its_name() -> None:
    assert REGISTRY["demo"] is DEMO
    assert list(REGISTRY) == [COUNTER, DEMO]


def test_unknown_gateway_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        REGISTRY["bitcoin"]


def test_two_gateways_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="counter"):
        GatewayRegistry(COUNTER, CounterGateway())
