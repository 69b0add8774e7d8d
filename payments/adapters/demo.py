"""The demo gateway: a whole payment without a payment company, and never in production."""

import json
from collections.abc import Mapping
from typing import Any

from payments.adapters.demo_bank import SIGNATURE_HEADER, DemoBank
from payments.errors import ForgedEvent
from payments.gateway import CheckoutRequest, CheckoutStarted, GatewayEvent
from payments.methods import PaymentMethod
from payments.money import Money
from payments.states import AttemptEvent, RefundEvent

_EVENTS: Mapping[str, AttemptEvent] = {f"attempt.{event}": event for event in AttemptEvent}


class DemoGateway:
    """Speaks to the demo bank as a real adapter speaks to a payment company."""

    name = "demo"
    methods = frozenset({PaymentMethod.CREDIT_CARD, PaymentMethod.QR, PaymentMethod.PAY_EASY})
    needs_redirect = True

    def __init__(self, *, environment: str, bank: DemoBank, page_url: str) -> None:
        """Raise ValueError in production.  Below `page_url` the bank shows each order's page."""
        if environment == "production":
            raise ValueError("the demo gateway takes no real money: not in production")
        self._bank = bank
        self._page_url = page_url.rstrip("/")

    def start(self, request: CheckoutRequest) -> CheckoutStarted:
        order = self._bank.open(request)
        return CheckoutStarted(order.reference, f"{self._page_url}/{order.reference}")

    def status(self, gateway_reference: str) -> AttemptEvent:
        return self._bank.order(gateway_reference).outcome

    def refund(self, gateway_reference: str, amount: Money, refund_id: str) -> RefundEvent:
        """Return DONE: the demo bank pays back at once."""
        self._bank.refund(gateway_reference, amount, refund_id)
        return RefundEvent.DONE

    def cancel(self, gateway_reference: str) -> AttemptEvent:
        """Close an order nobody has paid; see the protocol Cancels."""
        self._bank.decide(gateway_reference, AttemptEvent.CANCELLED)
        return self.status(gateway_reference)

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> GatewayEvent | None:
        if not self._bank.has_signed(body, _header(headers, SIGNATURE_HEADER)):
            raise ForgedEvent("the signature does not fit the body")
        event: dict[str, Any] = json.loads(body)
        kind = _EVENTS.get(event["type"])
        if kind is None:
            return None
        return GatewayEvent(event["id"], event["attempt_id"], kind, Money(event["amount_yen"]))


def _header(headers: Mapping[str, str], name: str) -> str:
    """Return a header whatever its case, as HTTP asks; empty when it is missing."""
    return next((value for key, value in headers.items() if key.lower() == name.lower()), "")
