"""What checkout does later: asking gateways, and sending money back."""

from app.checkout.service import asking, refunding
from app.core.jobs import each_by_itself, job


@job("checkout.ask_gateways", cron="* * * * *")
def ask_gateways() -> None:
    each_by_itself(asking.due(), asking.ask)


@job("checkout.apply_refund_policy")
def apply_refund_policy(submission_id: int, event_id: int) -> None:
    refunding.apply_refund_policy(submission_id, event_id)


@job("checkout.return_difference")
def return_difference(submission_id: int) -> None:
    refunding.return_difference(submission_id)
