"""What cases do later: publishing decisions once nobody can undo them any more."""

import uuid

from app.cases.service import publishing
from app.core.jobs import each_by_itself, job


@job("cases.publish")
def publish(decision_id: str) -> None:
    publishing.publish(uuid.UUID(decision_id))


@job("cases.publish_due", cron="* * * * *")
def publish_due() -> None:
    """Publish what is due by our own clock, whatever became of the job of each."""
    each_by_itself(publishing.due(), publishing.publish)
