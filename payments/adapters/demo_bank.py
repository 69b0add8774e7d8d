"""The demonstration bank: the other side of the demo gateway, where a payer plays at paying."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from payments.errors import AttemptConflict, RefundRefused, UnknownReference
from payments.gateway import CheckoutRequest
from payments.money import Money, total
from payments.states import AttemptEvent

SIGNATURE_HEADER = "X-Demo-Signature"
PAYER_CHOICES = frozenset({AttemptEvent.SETTLED, AttemptEvent.FAILED, AttemptEvent.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrder:
    """What the bank knows about one payment."""

    reference: str
    attempt_id: str
    amount: Money
    description: str
    return_url: str
    outcome: AttemptEvent = AttemptEvent.PENDING
    refunds: Mapping[str, Money] = field(default_factory=dict)  #: by the shop's refund id


class DemoLedger(Protocol):
    """Where the bank keeps its orders.  Never one of the shop's own tables."""

    def load(self, reference: str) -> DemoOrder | None: ...

    def store(self, order: DemoOrder) -> None: ...


class MemoryDemoLedger:
    """Orders that are gone with the process; for tests."""

    def __init__(self) -> None:
        self._orders: dict[str, DemoOrder] = {}

    def load(self, reference: str) -> DemoOrder | None:
        return self._orders.get(reference)

    def store(self, order: DemoOrder) -> None:
        self._orders[order.reference] = order


@dataclass(frozen=True, slots=True)
class SignedDelivery:
    """What the bank posts to the shop's webhook."""

    body: bytes
    headers: Mapping[str, str]


class DemoBank:
    """Opens orders, lets the payer decide, pays back, and signs what it reports."""

    def __init__(self, ledger: DemoLedger, secret: bytes) -> None:
        if len(secret) < 32:
            raise ValueError("the demo bank's secret needs at least 32 bytes")
        self._ledger = ledger
        self._secret = secret

    def open(self, request: CheckoutRequest) -> DemoOrder:
        """Open an order, or return the one this attempt already has."""
        reference = f"demo_{request.attempt_id}"
        order = self._ledger.load(reference)
        if order is None:
            order = _order(reference, request)
            self._ledger.store(order)
        if order.amount != request.amount:
            raise AttemptConflict(f"{reference}: {request.amount}, opened with {order.amount}")
        return order

    def order(self, reference: str) -> DemoOrder:
        """Raise UnknownReference when nobody opened it."""
        order = self._ledger.load(reference)
        if order is None:
            raise UnknownReference(reference)
        return order

    def decide(self, reference: str, choice: AttemptEvent) -> SignedDelivery:
        """Record what the payer chose on the page and return what the shop is told.

        A failed order can still be paid; a paid one stays paid.  Raises ValueError for a choice
        that is not one of PAYER_CHOICES.
        """
        if choice not in PAYER_CHOICES:
            raise ValueError(f"a payer cannot choose {choice}")
        order = self.order(reference)
        if order.outcome is not AttemptEvent.SETTLED:
            order = replace(order, outcome=choice)
            self._ledger.store(order)
        return self._delivery(order)

    def refund(self, reference: str, amount: Money, refund_id: str) -> None:
        """Pay back once for each refund id; never more than was paid."""
        order = self.order(reference)
        if refund_id in order.refunds:
            if order.refunds[refund_id] != amount:
                raise AttemptConflict(f"{refund_id}: {amount}, was {order.refunds[refund_id]}")
            return
        if order.outcome is not AttemptEvent.SETTLED or not amount:
            raise RefundRefused(f"{reference}: {amount} of a payment that is {order.outcome}")
        if total(order.refunds.values()) + amount > order.amount:
            raise RefundRefused(f"{reference}: {amount} is more than is left")
        self._ledger.store(replace(order, refunds={**order.refunds, refund_id: amount}))

    def signature(self, body: bytes) -> str:
        return hmac.new(self._secret, body, hashlib.sha256).hexdigest()

    def has_signed(self, body: bytes, signature: str) -> bool:
        return hmac.compare_digest(self.signature(body).encode(), signature.encode())

    def _delivery(self, order: DemoOrder) -> SignedDelivery:
        event = {
            "id": f"{order.reference}:{order.outcome}",
            "type": f"attempt.{order.outcome}",
            "attempt_id": order.attempt_id,
            "amount_yen": order.amount.yen,
        }
        body = json.dumps(event).encode()
        return SignedDelivery(body, {SIGNATURE_HEADER: self.signature(body)})


def _order(reference: str, request: CheckoutRequest) -> DemoOrder:
    return DemoOrder(
        reference=reference,
        attempt_id=request.attempt_id,
        amount=request.amount,
        description=request.description,
        return_url=request.return_url,
    )
