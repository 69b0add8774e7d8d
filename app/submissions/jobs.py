"""What submissions do later: ending what lapsed, deleting files."""

import uuid

from app.core.jobs import each_by_itself, job
from app.submissions.service import attachments, endings


@job("submissions.expire_overdue", cron="*/10 * * * *")
def expire_overdue() -> None:
    each_by_itself(endings.overdue(), endings.expire)


@job("submissions.delete_file")
def delete_file(attachment_id: str) -> None:
    attachments.delete_file(uuid.UUID(attachment_id))
