"""What notices do later: write and send messages."""

from app.core.jobs import job
from app.notices import service


@job("notices.tell")
def tell(submission_id: int, event_id: int) -> None:
    service.tell(submission_id, event_id)


@job("notices.send")
def send(message_id: str) -> None:
    service.send(message_id)


@job("notices.money_returned")
def money_returned(submission_id: int, refund_id: str) -> None:
    service.tell_refund(submission_id, refund_id)
