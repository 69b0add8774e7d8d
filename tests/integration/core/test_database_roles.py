"""What the two roles of the database may do."""

import psycopg
import pytest

from tests.support.databases import Database


def test_application_may_not_make_tables(database: Database) -> None:
    with (
        psycopg.connect(database.application_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE sneaked_in (id integer)")


def test_owner_is_no_superuser(database: Database) -> None:
    with psycopg.connect(database.owner_url) as connection:
        row = connection.execute(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
    assert row == (False,)


def test_fresh_database_is_not_the_shared_one(database: Database, fresh_database: Database) -> None:
    assert fresh_database.name != database.name
