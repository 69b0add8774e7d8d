"""A city hall on a database of its own, with the demonstration's data."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import Client

import app as features
from app.core.config import Settings
from app.core.embedded_postgres import roles
from app.core.embedded_postgres.cluster import Cluster
from app.core.jobs import run_waiting
from app.demo import load as demo
from tests.bench.metering import Meter, database_cpu_seconds
from tests.support.applicants import Applicant, papers_of, valid_answers
from tests.support.applications import running
from tests.support.browsing import HOME, Browser
from tests.support.databases import PASSWORD, Databases


@dataclass(frozen=True, slots=True)
class City:
    app: Flask
    settings: Settings
    cluster: Cluster

    def applicant(self, procedure_id: str, meter: Meter) -> Applicant:
        """Somebody who knows every answer, and whose requests are measured."""
        with self.app.app_context():
            answers, papers = valid_answers(procedure_id), papers_of(procedure_id)
        browser = Browser({urlsplit(HOME).netloc: Client(meter)})
        return Applicant(browser, answers, papers)

    def work(self) -> None:
        """Do what waits on the queue."""
        run_waiting(self.app, self.settings.database_url)

    def database_cpu_seconds(self) -> float:
        return database_cpu_seconds(self.cluster.data)


@contextmanager
def open_city() -> Iterator[City]:
    """Start a server that need not survive a power cut, and load the demonstration."""
    with TemporaryDirectory(prefix="madoguchi-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(folder / "database", PASSWORD, durable=False)
        cluster.start()
        try:
            settings = _settings(cluster, folder / "var")
            with running(settings) as application:
                _prepare(application)
                yield City(application, settings, cluster)
        finally:
            cluster.stop()


def _settings(cluster: Cluster, var_dir: Path) -> Settings:
    var_dir.mkdir()
    roles.provide_roles(cluster.url(), PASSWORD, PASSWORD)
    database = Databases(cluster.url()).migrated("bench")
    return Settings(
        environment="test",
        secret_key="only for the bench",
        database_url=database.application_url,
        migration_database_url=database.owner_url,
        master_key=bytes(range(32)),
        blind_index_key=bytes(range(32, 64)),
        public_url=HOME,
        var_dir=var_dir,
    )


def _prepare(application: Flask) -> None:
    """Make every feature's jobs known, as the worker does, and load the demonstration's data."""
    for jobs in sorted(Path(features.__path__[0]).glob("*/jobs.py")):
        importlib.import_module(f"app.{jobs.parent.name}.jobs")
    with application.app_context():
        demo.load()
