"""A city hall for each test, a copy of one with the demonstration's data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.applications import running
from tests.support.cities import City, card_site, know_every_job, settings_for, with_demonstration
from tests.support.databases import Database, Databases


@pytest.fixture(scope="session")
def demonstration(
    databases: Databases, template: Database, tmp_path_factory: pytest.TempPathFactory
) -> Database:
    """A database with the demonstration's data that nobody writes to."""
    return with_demonstration(databases, template, tmp_path_factory.mktemp("var"))


@pytest.fixture
def city(databases: Databases, demonstration: Database, tmp_path: Path) -> Iterator[City]:
    know_every_job()
    database = databases.copy_of(demonstration)
    settings = settings_for(database, tmp_path)
    with running(settings) as application:
        yield City(application, card_site(settings), settings)
    databases.drop(database)
