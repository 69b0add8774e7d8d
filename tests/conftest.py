"""One PostgreSQL for all tests, a migrated template per worker, no network beyond this machine."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import hypothesis
import pytest
import pytest_socket

from app.core.config import Settings
from app.core.embedded_postgres import roles
from app.core.embedded_postgres.cluster import Cluster
from tests.support import chromium
from tests.support.databases import PASSWORD, Database, Databases

HOSTS = ["127.0.0.1", "::1", "localhost"]
FOLDER = pytest.StashKey[TemporaryDirectory[str]]()
CLUSTER = pytest.StashKey[Cluster]()
URL = "superuser_url"

# Speed is measured by `make bench`; a test that fails on a busy machine proves nothing.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")


class WorkerNode(Protocol):
    """What we use of pytest-xdist's worker, which has no types."""

    config: pytest.Config
    workerinput: dict[str, str]


def pytest_configure_node(node: WorkerNode) -> None:
    """Tell a worker where the one server listens."""
    node.workerinput[URL] = superuser_url(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()
        config.stash[FOLDER].cleanup()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines what was not run; skipped tests are easily overlooked."""
    skipped = terminalreporter.stats.get("skipped", [])
    not_run = [report for report in skipped if "NOT RUN" in str(report.longrepr)]
    if not_run:
        terminalreporter.write_line(f"NOT RUN: {len(not_run)} tests, see above", yellow=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser"):
        chromium.require()
    pytest_socket.socket_allow_hosts(HOSTS, allow_unix_socket=True)


def superuser_url(config: pytest.Config) -> str:
    """Return the server's address; the first call in a run starts the server."""
    if hasattr(config, "workerinput"):
        return str(config.workerinput[URL])
    if CLUSTER not in config.stash:
        config.stash[FOLDER] = TemporaryDirectory(prefix="madoguchi-tests-")
        folder = Path(config.stash[FOLDER].name)
        folder.chmod(0o755)
        config.stash[CLUSTER] = Cluster(folder, PASSWORD, durable=False)
        config.stash[CLUSTER].start()
        roles.provide_roles(config.stash[CLUSTER].url(), PASSWORD, PASSWORD)
    return config.stash[CLUSTER].url()


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    """Makes and drops databases on the tests' server."""
    return Databases(superuser_url(pytestconfig))


@pytest.fixture(scope="session")
def template(databases: Databases, worker_id: str) -> Database:
    """A migrated database that nobody writes to; this worker's databases are copies of it."""
    return databases.migrated(f"template_{worker_id}")


@pytest.fixture(scope="session")
def database(databases: Databases, template: Database) -> Database:
    """A migrated database that all tests of this worker share."""
    return databases.copy_of(template)


@pytest.fixture
def fresh_database(databases: Databases, template: Database) -> Iterator[Database]:
    """A migrated database for one test alone; about 50 ms."""
    database = databases.copy_of(template)
    yield database
    databases.drop(database)


@pytest.fixture(scope="session")
def database_url(database: Database) -> str:
    """The shared database with the application's role."""
    return database.application_url


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Settings of a test process on the shared database, with a data folder of its own."""
    return Settings(
        environment="test",
        secret_key="only for tests",
        database_url=database.application_url,
        migration_database_url=database.owner_url,
        master_key=bytes(range(32)),
        blind_index_key=bytes(range(32, 64)),
        public_url="http://localhost",
        var_dir=tmp_path,
    )
