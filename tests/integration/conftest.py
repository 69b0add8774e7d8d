"""An application on a database of its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.core.config import Settings
from app.core.db import db
from app.factory import install_core
from tests.support.databases import Database


@pytest.fixture
def own_settings(settings: Settings, fresh_database: Database) -> Settings:
    """Settings of a process whose database no other test sees."""
    return replace(settings, database_url=fresh_database.application_url)


@pytest.fixture
def services(own_settings: Settings) -> Iterator[Flask]:
    """What services and queries need, without pages; its context is open."""
    app = Flask("services")
    install_core(app, own_settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def offset_file(own_settings: Settings) -> Path:
    """Seconds written into it shift the application's clock."""
    return own_settings.var_dir / "clock-offset"
