"""What a payment gateway does for us, and the registry of those this process may use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from payments.methods import PaymentMethod
from payments.money import Money
from payments.states import AttemptEvent, RefundEvent


@dataclass(frozen=True, slots=True)
class CheckoutRequest:
    """Everything a gateway may know about a payment: no name, no procedure's answers."""

    attempt_id: str  #: ours and random; doubles as the idempotency key; a new try is a new attempt
    amount: Money
    description: str
    return_url: str


@dataclass(frozen=True, slots=True)
class CheckoutStarted:
    """Where the payment is known by at the gateway, and where the payer goes now."""

    gateway_reference: str
    redirect_url: str | None  #: None when the payer stays with us, as at the counter


@dataclass(frozen=True, slots=True)
class GatewayEvent:
    """One fact about one attempt, proved to come from the gateway."""

    event_id: str  #: unique per gateway; a second delivery carries the same id
    attempt_id: str
    event: AttemptEvent
    amount: Money


class PaymentGateway(Protocol):
    """What every gateway does for us.  Adapters return facts; they never touch our tables.

    Any call may raise GatewayUnavailable: the outcome is then unknown and is asked for later.
    """

    @property
    def name(self) -> str: ...

    @property
    def methods(self) -> frozenset[PaymentMethod]:
        """Return the means of payment this gateway takes."""

    @property
    def needs_redirect(self) -> bool:
        """Return whether the payer leaves our pages to pay; False at a counter."""

    def start(self, request: CheckoutRequest) -> CheckoutStarted:
        """Open a payment.  Idempotent by attempt id; raises AttemptConflict on another amount."""

    def status(self, gateway_reference: str) -> AttemptEvent:
        """Ask how a payment stands.  Raises UnknownReference."""

    def refund(self, gateway_reference: str, amount: Money, refund_id: str) -> RefundEvent:
        """Send money back.  Idempotent by refund id; the answer is SENT or DONE.

        Raises UnknownReference, RefundRefused, or AttemptConflict on another amount.
        """

    def parse_event(self, body: bytes, headers: Mapping[str, str]) -> GatewayEvent | None:
        """Read what a gateway pushed; None when it says nothing about an attempt.

        Raises ForgedEvent when the body is not proved to come from the gateway.
        """


class Captures(Protocol):
    """Only for gateways that can authorise first and take the money later."""

    def capture(self, gateway_reference: str, amount: Money) -> None: ...

    def void(self, gateway_reference: str) -> None: ...


class Cancels(Protocol):
    """Only for gateways whose open payment we can close, so that nobody pays it any more."""

    def cancel(self, gateway_reference: str) -> AttemptEvent:
        """Return CANCELLED, or SETTLED when the payer was faster."""


class ReportsRefunds(Protocol):
    """Only for gateways whose refunds are SENT first and have to be asked for later."""

    def refund_status(self, gateway_reference: str, refund_id: str) -> RefundEvent: ...


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """One payment or refund as it appears in what the gateway transferred to the bank account."""

    gateway_reference: str
    paid_out_on: date
    gross: Money
    gateway_fee: Money  #: revenue is booked gross (地方自治法第210条); the fee is an expense
    is_refund: bool


class Settles(Protocol):
    """Only for gateways that report what each transfer to the bank account consists of."""

    def payout_lines(self, day: date) -> tuple[PayoutLine, ...]: ...


class GatewayRegistry:
    """The gateways this process may use, by name.  Built once from the configuration."""

    def __init__(self, *gateways: PaymentGateway) -> None:
        self._by_name: dict[str, PaymentGateway] = {}
        for gateway in gateways:
            if gateway.name in self._by_name:
                raise ValueError(f"two payment gateways are called {gateway.name!r}")
            self._by_name[gateway.name] = gateway

    def __getitem__(self, name: str) -> PaymentGateway:
        return self._by_name[name]

    def __iter__(self) -> Iterator[PaymentGateway]:
        return iter(self._by_name.values())
