"""A city hall on a database server of its own, with the demonstration's data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from werkzeug.test import Client

from app.core.embedded_postgres import roles
from app.core.embedded_postgres.cluster import Cluster
from app.demo import load as demo
from tests.bench.metering import Meter, database_cpu_seconds
from tests.support.applicants import Applicant
from tests.support.applications import running
from tests.support.browsing import Browser
from tests.support.cities import City, card_site, know_every_job, settings_for
from tests.support.databases import PASSWORD, Databases


@dataclass(frozen=True, slots=True)
class MeasuredCity:
    city: City
    cluster: Cluster

    def applicant(self, procedure_id: str, meter: Meter) -> Applicant:
        """Somebody who knows every answer, and whose requests to the city are measured."""
        applicant, home = self.city.applicant(procedure_id), self.city.settings.public_url
        clients = {**applicant.browser.clients, urlsplit(home).netloc: Client(meter)}
        return replace(applicant, browser=Browser(clients, home))

    def meter(self) -> Meter:
        return Meter(self.city.app)

    def database_cpu_seconds(self) -> float:
        return database_cpu_seconds(self.cluster.data)


@contextmanager
def open_city() -> Iterator[MeasuredCity]:
    """Start a server that need not survive a power cut, and load the demonstration."""
    with TemporaryDirectory(prefix="madoguchi-bench-") as name:
        folder, var_dir = Path(name), Path(name) / "var"
        folder.chmod(0o755)
        var_dir.mkdir()
        with _server(folder / "database") as cluster:
            database = Databases(cluster.url()).migrated("bench")
            settings = settings_for(database, var_dir)
            know_every_job()
            with running(settings) as application:
                with application.app_context():
                    demo.load()
                yield MeasuredCity(City(application, card_site(settings), settings), cluster)


@contextmanager
def _server(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder, PASSWORD, durable=False)
    cluster.start()
    try:
        roles.provide_roles(cluster.url(), PASSWORD, PASSWORD)
        yield cluster
    finally:
        cluster.stop()
