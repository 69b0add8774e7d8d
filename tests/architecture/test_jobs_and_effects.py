"""Every job that is put on the queue exists, and every job that exists is used."""

import ast
import importlib
from collections.abc import Iterator

import pytest

from app.core.jobs import JOBS
from app.submissions.effects import EFFECTS
from tests.architecture.sources import CODE, calls, sources

PUTTING = frozenset({"defer", "defer_later", "jobs.defer", "jobs.defer_later"})
NAME = 1  #: the place of the job's name among a call's arguments


@pytest.fixture(scope="module", autouse=True)
def every_job() -> None:
    """Make every feature's jobs known, as the worker does."""
    for source in sources("app"):
        if source.path.endswith("/jobs.py") and source.path != "app/core/jobs.py":
            importlib.import_module(source.path.removesuffix(".py").replace("/", "."))


def deferred() -> Iterator[str]:
    """Return the names that stand in calls; the one door takes its names from the effects."""
    for source in sources(*CODE):
        for called, node in calls(source):
            name = node.args[NAME] if called in PUTTING else None
            if isinstance(name, ast.Constant):
                yield str(name.value)


def named() -> set[str]:
    return {job for jobs in EFFECTS.values() for job in jobs} | set(deferred())


def test_every_job_that_is_queued_is_registered() -> None:
    assert sorted(named() - JOBS.keys()) == []


def test_every_registered_job_is_queued_somewhere_or_runs_by_the_clock() -> None:
    idle = {job.name for job in JOBS.values() if job.cron is None} - named()
    assert sorted(idle) == []


def test_a_job_is_called_after_the_feature_it_belongs_to() -> None:
    homes = {job.name: job.function.__module__ for job in JOBS.values()}
    assert {
        name: home for name, home in homes.items() if home != f"app.{name.split('.')[0]}.jobs"
    } == {}
