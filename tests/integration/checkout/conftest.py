"""A city whose procedures cost money; every test has its own copy of it."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask import Flask

from app.core.config import Settings
from app.core.db import db
from app.demo import load as demo
from app.factory import install_core
from app.procedures.packs import read_pack
from tests.support.applications import Start, running
from tests.support.databases import Database, Databases
from tests.support.paying import Payer, order_certificate, order_collection


@pytest.fixture(scope="session")
def city_template(
    databases: Databases, template: Database, tmp_path_factory: pytest.TempPathFactory
) -> Database:
    """A migrated database with the demonstration's procedures, accounts, tables and slots."""
    database = databases.copy_of(template)
    app = Flask("city")
    install_core(
        app,
        Settings(
            environment="test",
            secret_key="only for tests",
            database_url=database.application_url,
            master_key=bytes(range(32)),
            blind_index_key=bytes(range(32, 64)),
            public_url="http://localhost",
            var_dir=tmp_path_factory.mktemp("city"),
        ),
    )
    with app.app_context():
        pack = read_pack()
        demo.load_city(pack)
        demo.load_departments([each.content for each in pack.departments])
        demo.load_procedures(pack)
        demo.open_slots(pack)
        db.session.remove()
        db.engine.dispose()
    return database


@pytest.fixture
def fresh_database(databases: Databases, city_template: Database) -> Iterator[Database]:
    """The city for one test alone."""
    database = databases.copy_of(city_template)
    yield database
    databases.drop(database)


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts applications with other settings."""
    with ExitStack() as stack:
        yield lambda settings: stack.enter_context(running(settings))


@pytest.fixture
def site(own_settings: Settings) -> Iterator[Flask]:
    """Every page of the city; its context is open."""
    with running(own_settings) as app, app.app_context():
        yield app


@pytest.fixture
def waste(services: Flask) -> Payer:
    """Somebody who ordered a collection of bulky waste and has not paid its 300円."""
    return order_collection()


@pytest.fixture
def certificate(services: Flask) -> Payer:
    """Somebody who applied for a certificate and has not paid its 300円."""
    return order_certificate()
