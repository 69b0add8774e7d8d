"""An installation on a PostgreSQL server of its own, as a city that runs one has it."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.support.databases import PASSWORD, Database, Databases
from tests.support.houses import House

pytestmark = pytest.mark.machine


@pytest.fixture
def empty_database(databases: Databases) -> Iterator[Database]:
    """A database with nothing in it, and two roles with the names this city gave them."""
    name = f"city_{uuid4().hex[:12]}"
    owner, application = f"{name}_keeper", f"{name}_desk"
    with psycopg.connect(databases.superuser_url, autocommit=True) as connection:
        for role in (owner, application):
            _do(connection, f"CREATE ROLE {{}} LOGIN PASSWORD '{PASSWORD}'", role)
        _do(connection, "CREATE DATABASE {} OWNER {}", name, owner)
    database = databases.addresses(name, application, owner)
    yield database
    databases.drop(database)
    with psycopg.connect(databases.superuser_url, autocommit=True) as connection:
        for role in (owner, application):
            _do(connection, "DROP ROLE {}", role)


def test_everything_runs_on_the_server_that_database_url_names(
    empty_house: House, empty_database: Database
) -> None:
    with empty_house.running(**_both(empty_database)):
        assert _count(empty_database, "procedure") > 0
        assert empty_house.processes_of("bin/postgres") == []
    assert not (empty_house.folder / "database").exists()


def test_second_start_keeps_what_is_there(empty_house: House, empty_database: Database) -> None:
    with empty_house.running(**_both(empty_database)):
        procedures = _count(empty_database, "procedure")
    with empty_house.running(**_both(empty_database)):
        assert _count(empty_database, "procedure") == procedures


def test_records_are_guarded_whatever_the_roles_are_called(
    empty_house: House, empty_database: Database
) -> None:
    with empty_house.running(**_both(empty_database)):
        pass
    with (
        psycopg.connect(empty_database.application_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("DELETE FROM audit_entry")


def test_one_role_is_enough(empty_house: House, empty_database: Database) -> None:
    with empty_house.running(DATABASE_URL=empty_database.owner_url):
        assert empty_house.answers()


def _both(database: Database) -> dict[str, str]:
    return {
        "DATABASE_URL": database.application_url,
        "MIGRATION_DATABASE_URL": database.owner_url,
    }


def _count(database: Database, table: str) -> int:
    with psycopg.connect(database.application_url) as connection:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def _do(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
