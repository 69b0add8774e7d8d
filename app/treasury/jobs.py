"""What the treasury does later: sending money back."""

from app.core.jobs import each_by_itself, job
from app.treasury.service import refunds


@job("treasury.send_refund")
def send_refund(refund_id: str) -> None:
    refunds.send(refund_id)


@job("treasury.send_forgotten_refunds", cron="*/10 * * * *")
def send_forgotten_refunds() -> None:
    each_by_itself(refunds.forgotten(), refunds.send)
