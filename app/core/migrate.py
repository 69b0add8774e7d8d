"""Brings a database to the newest shape."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import make_url

#: The role that the last step of a migration gives its rights to, in Alembic's configuration.
APPLICATION_ROLE = "application_role"
SCRIPTS = Path(__file__).parents[2] / "migrations"


def alembic_config(owner_url: str, application_role: str | None = None) -> Config:
    """Return Alembic's configuration for our scripts and the owner's database address."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    config.attributes[APPLICATION_ROLE] = application_role
    return config


def upgrade(owner_url: str, application_url: str) -> None:
    """Run every migration that has not run yet as the owner, then give the application its rights.

    Where both addresses name one role, that role does everything and nothing is guarded.
    """
    owner, application = make_url(owner_url).username, make_url(application_url).username
    role = application if application != owner else None
    command.upgrade(alembic_config(owner_url, role), "head")


def write_migration(owner_url: str, message: str) -> None:
    """Write a new migration that turns the database's shape into that of the models."""
    command.revision(alembic_config(owner_url), message, autogenerate=True)
