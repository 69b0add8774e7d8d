"""A served city hall and real browsers in front of it: a phone, and a desk."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.browser.visitors import DESK, PHONE, Visitor
from tests.support import chromium
from tests.support.applications import running
from tests.support.cities import City, card_site, know_every_job, settings_for, with_demonstration
from tests.support.databases import Database, Databases

HOST = "127.0.0.1"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.executable(), args=list(FLAGS)
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page on a phone."""
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def demonstration(
    databases: Databases, template: Database, tmp_path_factory: pytest.TempPathFactory
) -> Database:
    """A database with the demonstration's data that nobody writes to."""
    return with_demonstration(databases, template, tmp_path_factory.mktemp("var"))


@pytest.fixture
def city(databases: Databases, demonstration: Database, tmp_path: Path) -> Iterator[City]:
    """A city hall that answers on a port of this machine."""
    know_every_job()
    database, port, cards = databases.copy_of(demonstration), free_port(), free_port()
    addresses = (f"http://{HOST}:{port}", f"http://{HOST}:{cards}")
    settings = settings_for(database, tmp_path, *addresses)
    card_pages = card_site(settings)
    with running(settings) as application, served(application, port), served(card_pages, cards):
        yield City(application, card_pages, settings)
    databases.drop(database)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def citizen(request: pytest.FixtureRequest, browser: Browser, city: City) -> Iterator[Visitor]:
    """Somebody with a phone 390 px wide."""
    yield from visitor(browser, city, request.param, PHONE)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def clerk(request: pytest.FixtureRequest, browser: Browser, city: City) -> Iterator[Visitor]:
    """Somebody at a desk in the city hall."""
    yield from visitor(browser, city, request.param, DESK)


def visitor(
    browser: Browser, city: City, has_scripts: bool, screen: Mapping[str, Any]
) -> Iterator[Visitor]:
    context = browser.new_context(
        base_url=city.settings.public_url,
        locale="ja-JP",
        java_script_enabled=has_scripts,
        **screen,
    )
    yield Visitor(context.new_page(), city.settings.public_url, has_scripts=has_scripts)
    context.close()


@contextmanager
def served(application: Flask, port: int) -> Iterator[None]:
    server = make_server(HOST, port, application, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port
