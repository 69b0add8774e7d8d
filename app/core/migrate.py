"""Brings a database to the newest shape."""

from pathlib import Path

from alembic import command
from alembic.config import Config

SCRIPTS = Path(__file__).parents[2] / "migrations"


def alembic_config(owner_url: str) -> Config:
    """Return Alembic's configuration for our scripts and the owner's database address."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return config


def upgrade(owner_url: str) -> None:
    """Run every migration that has not run yet, with the owner's role."""
    command.upgrade(alembic_config(owner_url), "head")


def write_migration(owner_url: str, message: str) -> None:
    """Write a new migration that turns the database's shape into that of the models."""
    command.revision(alembic_config(owner_url), message, autogenerate=True)
