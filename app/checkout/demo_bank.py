"""The demonstration bank's own books, and what happens when somebody plays at paying there."""

import structlog

from app.checkout.models import DemoCharge
from app.core import clock, urls
from app.core.adapters import adapters
from app.core.db import lock, reading, transaction
from app.core.errors import NotFound, ServiceUnavailable
from app.core.outbound.deliveries import deliver
from payments.adapters.demo_bank import DemoBank, DemoOrder
from payments.errors import UnknownReference
from payments.money import Money
from payments.states import AttemptEvent

WEBHOOK = "/hooks/payments/demo"

log = structlog.get_logger()


class DemoCharges:
    """Keeps the demo bank's orders in a table that nothing of ours reads or joins."""

    def load(self, reference: str) -> DemoOrder | None:
        with reading() as session:
            row = session.get(DemoCharge, reference)
            return None if row is None else _order_of(row)

    def store(self, order: DemoOrder) -> None:
        with transaction() as session:
            if session.get(DemoCharge, order.reference) is None:
                session.add(_row_of(order))
                return
            row = lock(session, DemoCharge, order.reference)
            row.outcome = order.outcome.value
            row.refunds = {refund_id: amount.yen for refund_id, amount in order.refunds.items()}


def _order_of(row: DemoCharge) -> DemoOrder:
    return DemoOrder(
        reference=row.reference,
        attempt_id=row.attempt_id,
        amount=Money(row.amount_yen),
        description=row.description,
        return_url=row.return_url,
        outcome=AttemptEvent(row.outcome),
        refunds={refund_id: Money(yen) for refund_id, yen in row.refunds.items()},
    )


def _row_of(order: DemoOrder) -> DemoCharge:
    return DemoCharge(
        reference=order.reference,
        attempt_id=order.attempt_id,
        amount_yen=order.amount.yen,
        description=order.description,
        return_url=order.return_url,
        outcome=order.outcome.value,
        refunds={},
        created_at=clock.now(),
    )


def order(reference: str) -> DemoOrder:
    """Return what the bank's page shows.  Raises NotFound."""
    try:
        return _bank().order(reference)
    except UnknownReference as error:
        raise NotFound(f"demo order {reference}") from error


def choose(reference: str, choice: AttemptEvent) -> str:
    """Let the payer decide, tell the shop, and return the address they go back to.

    News that does not arrive is lost, as with a real bank: the shop asks by itself (Lesson 3).
    """
    opened = order(reference)
    delivery = _bank().decide(reference, choice)
    try:
        deliver(urls.public(WEBHOOK), delivery.body, delivery.headers)
    except ServiceUnavailable as error:
        log.warning("demo_news_lost", reason=str(error))
    return opened.return_url


def _bank() -> DemoBank:
    """Raises NotFound in production, where there is none."""
    bank = adapters().demo_bank
    if bank is None:
        raise NotFound("demo bank")
    return bank
