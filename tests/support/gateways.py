"""Gateways that behave badly in one way each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask

from app.core.adapters import Adapters, adapters
from payments.errors import GatewayUnavailable
from payments.gateway import CheckoutRequest, CheckoutStarted, GatewayEvent, GatewayRegistry
from payments.methods import PaymentMethod
from payments.money import Money
from payments.states import AttemptEvent, RefundEvent


@dataclass(slots=True)
class ScriptedGateway:
    """A gateway that is down while `down` says so and otherwise answers what it is told to."""

    name: str = "demo"
    methods: frozenset[PaymentMethod] = frozenset({PaymentMethod.CREDIT_CARD})
    needs_redirect: bool = True
    down: bool = False
    answer: AttemptEvent = AttemptEvent.PENDING
    errors: list[Exception] = field(default_factory=list)  #: of the next calls, last one first
    started: list[CheckoutRequest] = field(default_factory=list)
    refunded: list[str] = field(default_factory=list)

    def start(self, request: CheckoutRequest) -> CheckoutStarted:
        self.started.append(request)
        self._answer_or_not()
        return CheckoutStarted(f"ref_{request.attempt_id}", "https://pay.example.jp/1")

    def status(self, gateway_reference: str) -> AttemptEvent:
        self._answer_or_not()
        return self.answer

    def refund(self, gateway_reference: str, amount: Money, refund_id: str) -> RefundEvent:
        self._answer_or_not()
        self.refunded.append(refund_id)
        return RefundEvent.DONE

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> GatewayEvent | None:
        return None

    def _answer_or_not(self) -> None:
        if self.down:
            raise GatewayUnavailable("no answer within ten seconds")
        if self.errors:
            raise self.errors.pop()


def use(app: Flask, gateway: ScriptedGateway) -> ScriptedGateway:
    """Put a gateway in the place of the demo bank's; the counter stays."""
    counter = adapters().gateways["counter"]
    app.extensions["adapters"] = Adapters(GatewayRegistry(counter, gateway), demo_bank=None)
    return gateway
