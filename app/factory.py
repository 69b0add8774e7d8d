"""Puts a web process together from its settings."""

from pathlib import Path

from flask import Flask

from app.audit.service import write_traces
from app.checkout.demo_bank import DemoCharges
from app.core import adapters, blind_index, clock, crypto, current, db, logging, storage
from app.core.config import Settings
from app.core.outbound import mail
from app.core.texts import Texts
from app.web import (
    errors,
    guards,
    metrics,
    navigation,
    rendering,
    security,
    site,
    surfaces,
    tracing,
)
from app.web.access import RULES, check_every_route_has_a_rule

LOCALES = Path(__file__).parents[1] / "locales"
OFFSET_FILE = clock.OFFSET_FILE
FILES_FOLDER = "files"


def create_app(settings: Settings) -> Flask:
    """Return the application.  Raises NoRule when a route has no rule of access."""
    logging.configure()
    app = Flask("app.web")
    install_core(app, settings)
    install_web(app, settings)
    check_every_route_has_a_rule(app, settings.surfaces, RULES)
    return app


def install_core(app: Flask, settings: Settings) -> None:
    """Give the application what services and queries need."""
    in_production = settings.environment == "production"
    current.install(app, settings)
    clock.install(app, None if in_production else settings.var_dir / OFFSET_FILE)
    db.install(app, settings.database_url, write_traces)
    crypto.install(app, settings.master_key)
    blind_index.install(app, settings.blind_index_key)
    storage.install(app, settings.var_dir / FILES_FOLDER)
    mail.install(app, settings)
    adapters.install(app, settings, DemoCharges())
    current.install_texts(app, Texts.load(LOCALES, strict=not in_production))


def install_web(app: Flask, settings: Settings) -> None:
    """Give the application its pages; tracing comes first, so that it sees every request."""
    metrics.install(app)
    tracing.install(app)
    security.install(app, settings, form_hosts=[settings.stub_url] if settings.stub_url else [])
    guards.install(app)
    errors.install(app)
    rendering.install(app, app.extensions["texts"])
    site.install(app, settings)
    navigation.install(app)
    surfaces.install(app, settings.surfaces, demonstration=settings.environment != "production")
