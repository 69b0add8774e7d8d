"""What checkout does later: asking gateways, and sending money back."""

import structlog

from app.checkout.service import asking, refunding
from app.core.jobs import job

log = structlog.get_logger()


@job("checkout.ask_gateways", cron="* * * * *")
def ask_gateways() -> None:
    """Ask about each open attempt by itself: one that fails holds up no other (Lesson 9)."""
    for attempt_id in asking.due():
        try:
            asking.ask(attempt_id)
        except Exception:
            log.exception("asking_failed", attempt=attempt_id)


@job("checkout.apply_refund_policy")
def apply_refund_policy(submission_id: int, event_id: int) -> None:
    refunding.apply_refund_policy(submission_id, event_id)


@job("checkout.return_difference")
def return_difference(submission_id: int) -> None:
    refunding.return_difference(submission_id)
