"""Whole applications that leave no connection open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from app.core.config import Settings
from app.core.db import db
from app.factory import create_app

Start = Callable[[Settings], Flask]


@contextmanager
def running(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    with app.app_context():
        db.engine.dispose()
