"""What the treasury does later: sending money back."""

import structlog

from app.core.jobs import job
from app.treasury.service import refunds

log = structlog.get_logger()


@job("treasury.send_refund")
def send_refund(refund_id: str) -> None:
    refunds.send(refund_id)


@job("treasury.send_forgotten_refunds", cron="*/10 * * * *")
def send_forgotten_refunds() -> None:
    """Send each refund by itself: one that cannot be sent holds up no other (Lesson 9)."""
    for refund_id in refunds.forgotten():
        try:
            refunds.send(refund_id)
        except Exception:
            log.exception("refund_waits", refund=refund_id)
