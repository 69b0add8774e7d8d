"""A city hall with the site of the test cards beside it; each test has its own copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.applications import running
from tests.support.cities import City, card_site, know_every_job, settings_for, with_demonstration
from tests.support.databases import Database, Databases


@pytest.fixture(scope="session", autouse=True)
def every_job() -> None:
    know_every_job()


@pytest.fixture(scope="session")
def demonstration(
    databases: Databases, template: Database, tmp_path_factory: pytest.TempPathFactory
) -> Database:
    """A database with the demonstration's data that nobody writes to."""
    return with_demonstration(databases, template, tmp_path_factory.mktemp("var"))


@pytest.fixture(scope="session")
def cards_folder(demonstration: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The test cards' authority, made once: its keys take time."""
    var_dir = tmp_path_factory.mktemp("cards")
    card_site(settings_for(demonstration, var_dir))
    return var_dir / "stub"


@pytest.fixture
def city(
    databases: Databases, demonstration: Database, cards_folder: Path, tmp_path: Path
) -> Iterator[City]:
    database = databases.copy_of(demonstration)
    shutil.copytree(cards_folder, tmp_path / "stub")
    settings = settings_for(database, tmp_path)
    with running(settings) as application:
        yield City(application, card_site(settings), settings)
    databases.drop(database)
