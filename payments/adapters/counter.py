"""The counter as a gateway: a clerk takes the money and hands it back; nothing leaves the house."""

from collections.abc import Mapping

from payments.errors import ForgedEvent, RefundRefused, UnknownReference
from payments.gateway import CheckoutRequest, CheckoutStarted, GatewayEvent
from payments.methods import PaymentMethod
from payments.money import ZERO, Money
from payments.states import AttemptEvent, RefundEvent

_PREFIX = "counter_"


class CounterGateway:
    """Keeps no state: our own rows say what was taken, because there is nobody else to ask."""

    name = "counter"
    methods = frozenset({PaymentMethod.CASH_COUNTER, PaymentMethod.E_MONEY_COUNTER})
    needs_redirect = False

    def start(self, request: CheckoutRequest) -> CheckoutStarted:
        return CheckoutStarted(f"{_PREFIX}{request.attempt_id}", redirect_url=None)

    def status(self, gateway_reference: str) -> AttemptEvent:
        """Return PENDING: only the clerk who takes the money can say more."""
        _attempt_id(gateway_reference)
        return AttemptEvent.PENDING

    def refund(self, gateway_reference: str, amount: Money, refund_id: str) -> RefundEvent:
        """Return SENT: it is done once a clerk has handed the money back and recorded it."""
        _attempt_id(gateway_reference)
        if amount == ZERO:
            raise RefundRefused(f"refund {refund_id}: nothing to hand back")
        return RefundEvent.SENT

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> GatewayEvent | None:
        """Refuse everything: nobody pushes events for a counter."""
        raise ForgedEvent("the counter sends no events")

    def taken(self, gateway_reference: str, amount: Money) -> GatewayEvent:
        """Return the fact that a clerk took the money; one attempt is taken once."""
        return GatewayEvent(
            event_id=f"{gateway_reference}:taken",
            attempt_id=_attempt_id(gateway_reference),
            event=AttemptEvent.SETTLED,
            amount=amount,
        )


def _attempt_id(gateway_reference: str) -> str:
    prefix, separator, attempt_id = gateway_reference.partition(_PREFIX)
    if prefix or not separator or not attempt_id:
        raise UnknownReference(gateway_reference)
    return attempt_id
