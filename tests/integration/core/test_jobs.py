"""Work on the queue is done, whatever becomes of the worker that had begun it."""

import pytest
from flask import Flask
from sqlalchemy import text

from app.core.config import Settings
from app.core.db import transaction
from app.core.jobs import JOBS, RETRY_STALLED, Job, defer, run_waiting

SENDING = "tests.send"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a job of this test has sent."""
    messages: list[str] = []

    def send(message_id: str) -> None:
        messages.append(message_id)

    monkeypatch.setitem(JOBS, SENDING, Job(SENDING, send, cron=None))
    return messages


def test_job_whose_worker_was_killed_is_done_again(
    services: Flask, own_settings: Settings, sent: list[str]
) -> None:
    with transaction() as session:
        defer(session, SENDING, message_id="m1")
        session.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
        defer(session, RETRY_STALLED)
    run_waiting(services, own_settings.database_url)
    assert sent == ["m1"]
