"""Commands for operators: `.venv/bin/flask --app wsgi COMMAND`."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from flask import Flask

from app.core import jobs
from app.core.config import Settings
from app.core.migrate import upgrade, write_migration

FEATURES = Path(__file__).parents[1]
JOBS_AT_ONCE = 2
#: A job that takes longer is cut off and done again; the supervisor kills after ten seconds.
SHUTDOWN_SECONDS = 8

DemoLoader = Callable[[], Sequence[str]]


def install(app: Flask, settings: Settings, load_demo: DemoLoader) -> None:
    """Give the application its commands; `load_demo` returns the lines to show."""

    owner_url = settings.migration_database_url or settings.database_url

    @app.cli.command("migrate")
    def migrate() -> None:
        """Bring the database to the newest shape."""
        upgrade(owner_url, settings.database_url)

    @app.cli.command("prepare")
    def prepare() -> None:
        """Do what comes before every start: migrate and, outside production, load the demo."""
        upgrade(owner_url, settings.database_url)
        if settings.environment != "production":
            show(load_demo())

    @app.cli.command("worker")
    def worker() -> None:
        """Do queued jobs until SIGTERM."""
        _work(app, settings.database_url)

    if settings.environment != "production":

        @app.cli.command("demo")
        def demo() -> None:
            """Load the demo municipality, where it is missing."""
            show(load_demo())

        @app.cli.command("migration")
        @click.argument("message")
        def migration(message: str) -> None:
            """Write the migration that the models need."""
            write_migration(owner_url, message)


def show(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line)


def _work(app: Flask, database_url: str) -> None:
    for feature in sorted(FEATURES.glob("*/jobs.py")):
        importlib.import_module(f"app.{feature.parent.name}.jobs")
    jobs.worker_queue(app, database_url.replace("+psycopg", "", 1)).run_worker(
        concurrency=JOBS_AT_ONCE,
        delete_jobs="successful",
        shutdown_graceful_timeout=SHUTDOWN_SECONDS,
    )
