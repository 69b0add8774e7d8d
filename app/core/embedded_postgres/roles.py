"""The two roles of the application's database: one owns and migrates, one works."""

import psycopg
from psycopg import sql

OWNER = "madoguchi_owner"
APPLICATION = "madoguchi_app"


def provide_roles(superuser_url: str, owner_password: str, application_password: str) -> None:
    """Make both roles if they are missing, and set their passwords.  Neither is a superuser."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role, password in ((OWNER, owner_password), (APPLICATION, application_password)):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
            statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
            connection.execute(statement.format(sql.Identifier(role), sql.Literal(password)))


def provide_database(superuser_url: str, name: str) -> None:
    """Make the owner's database if it is missing.  Only our two roles may connect to it."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(OWNER)))
        for statement in (
            "REVOKE CONNECT, TEMPORARY ON DATABASE {} FROM PUBLIC",
            f"GRANT CONNECT, TEMPORARY ON DATABASE {{}} TO {APPLICATION}",
        ):
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def clone_database(superuser_url: str, template: str, name: str) -> None:
    """Make a copy of a database nobody is connected to."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy")
        names = (sql.Identifier(part) for part in (name, template, OWNER))
        connection.execute(create.format(*names))
    provide_database(superuser_url, name)


def drop_database(superuser_url: str, name: str) -> None:
    """Remove a database and end the sessions that use it."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(name)))


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None
