"""What submissions do later: ending what lapsed, deleting files."""

import uuid

from app.core.clock import now
from app.core.crypto import erase
from app.core.db import reading, transaction
from app.core.jobs import job
from app.core.storage import storage
from app.submissions.models import Attachment
from app.submissions.service import endings


@job("submissions.expire_overdue", cron="*/10 * * * *")
def expire_overdue() -> None:
    """End each overdue filing in a transaction of its own."""
    for submission_id in endings.overdue():
        endings.expire(submission_id)


@job("submissions.delete_file")
def delete_file(attachment_id: str) -> None:
    """Delete a removed attachment's file and its key; a second run finds nothing to do."""
    key = uuid.UUID(attachment_id)
    with reading() as session:
        row = session.get_one(Attachment, key)
        name = row.storage_name
    if name is None:
        return
    storage().delete(name)
    with transaction() as session:
        row = session.get_one(Attachment, key)
        row.storage_name = None
        erase(session, row.data_key_id, now())
