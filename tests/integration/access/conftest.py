"""A whole application on a database of its own, which most of these tests only look at."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from flask import Flask

from app.core.config import Settings
from app.demo.load import load
from tests.support.applications import Start, running
from tests.support.databases import Database, Databases


@pytest.fixture(scope="module")
def whole_settings(
    databases: Databases, template: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    database = databases.copy_of(template)
    yield Settings(
        environment="test",
        secret_key="only for tests",
        database_url=database.application_url,
        master_key=bytes(range(32)),
        blind_index_key=bytes(range(32, 64)),
        public_url="http://localhost",
        stub_url="http://127.0.0.1:8001/card",
        var_dir=tmp_path_factory.mktemp("var"),
    )
    databases.drop(database)


@pytest.fixture(scope="module")
def whole(whole_settings: Settings) -> Iterator[Flask]:
    """An application that serves every surface of the demonstration's city."""
    with running(whole_settings) as app:
        with app.app_context():
            load()
        yield app


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts applications with other settings."""
    with ExitStack() as stack:
        yield lambda settings: stack.enter_context(running(settings))


@pytest.fixture(params=["citizen", "staff"])
def half(request: pytest.FixtureRequest, whole_settings: Settings, start: Start) -> Flask:
    """An application that serves one surface."""
    return start(replace(whole_settings, surfaces=request.param))
