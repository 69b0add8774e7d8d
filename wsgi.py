"""The application, put together once from the environment: `wsgi:app`, with its commands."""

import os

from app.core import cli
from app.core.config import Settings
from app.core.supervisor.attach import attached
from app.demo.load import load
from app.factory import create_app
from app.procedures import commands

settings = Settings.from_env(attached(os.environ))
app = create_app(settings)
cli.install(app, settings, load)
commands.install(app)
