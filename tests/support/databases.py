"""Databases for tests: made from a migrated template, thrown away afterwards."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy.engine import make_url

from app.core.embedded_postgres import roles
from app.core.migrate import upgrade

PASSWORD = "only-for-tests"


@dataclass(frozen=True, slots=True)
class Database:
    """The addresses of one database: for the application, and for its owner, who migrates."""

    name: str
    application_url: str
    owner_url: str


@dataclass(frozen=True, slots=True)
class Databases:
    """Makes databases on a server whose superuser we are."""

    superuser_url: str

    def migrated(self, name: str) -> Database:
        """Make a database and bring it to the newest shape."""
        roles.provide_database(self.superuser_url, name)
        database = self._addresses(name)
        upgrade(database.owner_url, database.application_url)
        return database

    def copy_of(self, template: Database) -> Database:
        name = f"{template.name}_{uuid4().hex[:12]}"
        roles.clone_database(self.superuser_url, template.name, name)
        return self._addresses(name)

    def drop(self, database: Database) -> None:
        roles.drop_database(self.superuser_url, database.name)

    def _addresses(self, name: str) -> Database:
        return self.addresses(name, roles.APPLICATION, roles.OWNER)

    def addresses(self, name: str, application_role: str, owner_role: str) -> Database:
        """Return where the two roles, with the tests' password, find a database."""
        server = make_url(self.superuser_url).set(database=name, password=PASSWORD)
        application, owner = (
            server.set(username=role).render_as_string(hide_password=False)
            for role in (application_role, owner_role)
        )
        return Database(name, application, owner)
