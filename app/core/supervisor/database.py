"""The database of an installation: the embedded server, or the one DATABASE_URL names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg

from app.core.embedded_postgres import roles
from app.core.embedded_postgres.cluster import Cluster
from app.core.refusals import Refusal
from app.core.supervisor.data_folder import DataFolder
from app.core.supervisor.keys import provide_password

NAME = "madoguchi"
CONNECT_SECONDS = 10


@contextmanager
def embedded(folder: DataFolder) -> Iterator[Cluster]:
    """Run the embedded server with our roles and our database; stop it on the way out."""
    cluster = Cluster(folder.database, _password(folder, "superuser"))
    try:
        cluster.start()
        roles.provide_roles(
            cluster.url(), _password(folder, "owner"), _password(folder, "application")
        )
        roles.provide_database(cluster.url(), NAME)
        yield cluster
    finally:
        cluster.stop()


def addresses(cluster: Cluster, folder: DataFolder) -> dict[str, str]:
    """Return the variables that lead the application and the migrations to the server."""
    application, owner = _password(folder, "application"), _password(folder, "owner")
    return {
        "DATABASE_URL": cluster.url(roles.APPLICATION, application, NAME),
        "MIGRATION_DATABASE_URL": cluster.url(roles.OWNER, owner, NAME),
    }


def check_reachable(env: Mapping[str, str]) -> None:
    """Raise Refusal when the server in DATABASE_URL does not let us in."""
    url = env["DATABASE_URL"].replace("+psycopg", "", 1)
    try:
        psycopg.connect(url, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.Error as error:
        raise Refusal(
            "DATABASE_URL のデータベースに接続できません。サーバーとパスワードを確認してください。",
            f"cannot connect to the database in DATABASE_URL: {_first_line(error)}",
        ) from None


def _first_line(error: psycopg.Error) -> str:
    return str(error).partition("\n")[0]


def _password(folder: DataFolder, role: str) -> str:
    return provide_password(folder.secrets / f"database_{role}")
