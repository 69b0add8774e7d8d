"""What delivery does later: opening when an approval was published."""

from app.core.jobs import job
from app.delivery import service


@job("delivery.open")
def open_delivery(submission_id: int, event_id: int) -> None:
    service.open_delivery(submission_id, event_id)
