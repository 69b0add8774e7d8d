"""Work that is done later: rows of the same database, so a job exists exactly if its cause does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from flask import Flask
from procrastinate import App, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from sqlalchemy.orm import Session

#: Three tries after the first, waiting 1, 5 and 69 minutes: a mail server may be down for an hour.
#: Each wait is `wait` plus a power of `exponential_wait`, in seconds.
RETRY = RetryStrategy(max_attempts=3, wait=44, exponential_wait=16)

#: The worker's own job, beside those of the features.
RETRY_STALLED = "core.retry_stalled"

log = structlog.get_logger()
#: Only for putting jobs on the queue, always on the caller's connection; it never opens a pool.
queue = App(connector=SyncPsycopgConnector())

JobFunction = Callable[..., None]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    function: JobFunction
    cron: str | None


JOBS: dict[str, Job] = {}


def job(name: str, *, cron: str | None = None) -> Callable[[JobFunction], JobFunction]:
    """Register a job, by hand or by the clock.  It may run twice: be idempotent.

    Its arguments are ids only; whatever it needs it reads again, because time has passed.
    """

    def register(function: JobFunction) -> JobFunction:
        if name in JOBS:
            raise ValueError(f"two jobs are called {name!r}")
        JOBS[name] = Job(name, function, cron)
        return function

    return register


def defer(session: Session, name: str, **arguments: str | int) -> None:
    """Put a job on the queue.  It exists only if the caller's transaction commits."""
    _put(session, name, arguments)


def defer_later(session: Session, name: str, seconds: int, **arguments: str | int) -> None:
    """Put a job on the queue that starts after `seconds` at the earliest."""
    _put(session, name, arguments, schedule_in={"seconds": seconds})


def _put(session: Session, name: str, arguments: dict[str, str | int], **options: Any) -> None:
    # A savepoint, because a failed statement would otherwise poison the caller's transaction.
    with session.begin_nested():
        connection = session.connection().connection.driver_connection
        queue.configure_task(name, connection=connection, **options).defer(**arguments)


def each_by_itself(keys: Iterable[Key], work: Callable[[Key], object]) -> None:
    """Work on each in a transaction of its own: one that fails holds up no other (Lesson 9)."""
    for key in keys:
        try:
            work(key)
        except Exception:
            log.exception("one_of_many_failed", work=work.__qualname__, key=str(key))


def worker_queue(application: Flask, database_url: str) -> App:
    """Return the queue as a worker sees it: every registered job, in the application's context."""
    app = App(connector=PsycopgConnector(conninfo=database_url))
    for entry in JOBS.values():
        register: Callable[[JobFunction], Any] = app.task(name=entry.name, retry=RETRY)
        task = register(in_context(application, entry))
        if entry.cron is not None:
            app.periodic(cron=entry.cron)(task)
    _retry_stalled(app)
    return app


def _retry_stalled(app: App) -> None:
    """Do again, every minute, what a worker had begun when it was killed."""

    @app.periodic(cron="* * * * *")
    @app.task(name=RETRY_STALLED)
    async def retry_stalled(timestamp: int | None = None) -> None:
        for stalled in await app.job_manager.get_stalled_jobs():
            await app.job_manager.retry_job(stalled)


def in_context(application: Flask, entry: Job) -> JobFunction:
    """Return the job's function run in an application context; a failure is logged by its name."""

    def run(timestamp: int | None = None, **arguments: str | int) -> None:
        with application.app_context():
            try:
                entry.function(**arguments)
            except Exception:
                log.exception("job_failed", job=entry.name, **arguments)
                raise

    return run


def run_waiting(application: Flask, database_url: str) -> None:
    """Run what waits on the queue now and return; for tests, demonstrations and the bench."""
    app = worker_queue(application, database_url)
    app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
