"""A running city hall: the whole application with the demonstration's data, worker and clock."""

import importlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.test import Client

import app
from app.core.config import Settings
from app.core.db import reading
from app.core.jobs import JOBS, run_waiting
from app.delivery.models import Delivery
from app.delivery.states import DeliveryState
from app.demo import load as demo
from app.factory import OFFSET_FILE
from app.submissions.models import Submission
from app.submissions.states import State
from app.web.stub.site import StubSettings, create_stub
from tests.support.applicants import Applicant, papers_of, valid_answers
from tests.support.applications import running
from tests.support.browsing import HOME, Browser
from tests.support.counter_staff import Clerk
from tests.support.databases import Database, Databases

#: Where the test cards are, for browsers that need no real port.
CARDS = "http://localhost:8001"
#: Longer than a decision can be undone.
TEN_MINUTES = timedelta(minutes=10)


@dataclass(slots=True)
class City:
    """What one test does with a city hall of its own."""

    app: Flask
    cards: Flask  #: the site of the test cards
    settings: Settings
    passed: timedelta = timedelta()

    def browser(self) -> Browser:
        home, cards = self.settings.public_url, self.settings.stub_url or ""
        sites = {home: self.app, cards: self.cards}
        return Browser({urlsplit(url).netloc: Client(app) for url, app in sites.items()}, home)

    def applicant(self, procedure_id: str, **overrides: str) -> Applicant:
        """Somebody with a right answer to every question, and every paper."""
        chosen = {name: [text] for name, text in overrides.items()}
        with self.app.app_context():
            answers, papers = valid_answers(procedure_id, chosen), papers_of(procedure_id)
        return Applicant(self.browser(), answers, papers)

    def clerk(self, login: str, reference: str) -> Clerk:
        return Clerk.signed_in(self.browser(), login, reference)

    def state(self, reference: str) -> State:
        return State(self._column(Submission.state, reference))

    def department(self, reference: str) -> str:
        return self._column(Submission.department_code, reference)

    def delivery(self, reference: str) -> DeliveryState | None:
        """How far the delivery of a filing is; None where nothing is delivered."""
        with self.app.app_context(), reading() as session:
            found = session.scalar(
                select(Delivery.state)
                .join(Submission, Submission.id == Delivery.submission_id)
                .where(Submission.reference == reference)
            )
        return None if found is None else DeliveryState(found)

    def _column(self, column: InstrumentedAttribute[str], reference: str) -> str:
        with self.app.app_context(), reading() as session:
            return session.scalars(select(column).where(Submission.reference == reference)).one()

    def work(self) -> None:
        """Do what waits on the queue, beside the event loop that a browser's test runs in."""
        with ThreadPoolExecutor(1) as worker:
            worker.submit(run_waiting, self.app, self.settings.database_url).result()

    def wait(self, time: timedelta) -> None:
        """Let time pass, and do what is due by the clock then."""
        self.passed += time
        offset = self.settings.var_dir / OFFSET_FILE
        offset.write_text(str(int(self.passed.total_seconds())))
        with self.app.app_context():
            for job in JOBS.values():
                if job.cron is not None:
                    job.function()
        self.work()


def know_every_job() -> None:
    """Make every feature's jobs known, as the worker does."""
    for feature in sorted(Path(app.__path__[0]).glob("*/jobs.py")):
        importlib.import_module(f"app.{feature.parent.name}.jobs")


def settings_for(
    database: Database, var_dir: Path, public_url: str = HOME, stub_url: str = CARDS
) -> Settings:
    """Settings of a process; all of a run have the same keys."""
    return Settings(
        environment="test",
        secret_key="only for tests",
        database_url=database.application_url,
        migration_database_url=database.owner_url,
        master_key=bytes(range(32)),
        blind_index_key=bytes(range(32, 64)),
        public_url=public_url,
        stub_url=stub_url,
        var_dir=var_dir,
    )


def card_site(settings: Settings) -> Flask:
    """Put the site of the test cards together, beside the city hall whose folder it shares."""
    return create_stub(
        StubSettings(
            var_dir=settings.var_dir,
            public_url=settings.public_url,
            secret_key=settings.secret_key,
        )
    )


def with_demonstration(databases: Databases, template: Database, var_dir: Path) -> Database:
    """Make a database with the demonstration's data."""
    database = databases.copy_of(template)
    with running(settings_for(database, var_dir)) as loader, loader.app_context():
        demo.load()
    return database
