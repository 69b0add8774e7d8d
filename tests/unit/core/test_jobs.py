"""How long a job that failed goes on trying."""

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.jobs import Job

from app.core.jobs import RETRY


def wait_after(attempts: int) -> timedelta | None:
    """How long a job waits that has failed once more than `attempts` times; None: it gives up."""
    job = Job(queue="default", lock=None, queueing_lock=None, task_name="", attempts=attempts)
    decision = RETRY.get_retry_decision(exception=Exception(), job=job)
    if decision is None or decision.retry_at is None:
        return None
    return decision.retry_at - datetime.now(UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 5), (2, 69)])
def test_each_wait_is_longer_than_the_one_before(attempts: int, minutes: int) -> None:
    wait = wait_after(attempts)
    assert wait is not None
    assert round(wait / timedelta(minutes=1)) == minutes


def test_after_three_more_tries_a_job_has_failed() -> None:
    assert wait_after(3) is None
