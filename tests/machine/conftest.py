"""Installations for tests that kill, as whoever runs the tests and as an ordinary user."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.support.houses import ROOT, House, two_free_ports

ORDINARY = "nobody"


@pytest.fixture
def empty_house() -> Iterator[House]:
    """An installation of whoever runs the tests, below a folder nobody else may enter."""
    yield from _house(None)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """The same, shared: its database is made and filled only once."""
    yield from _house(None)


@pytest.fixture(params=["myself", "ordinary user"])
def anybodys_house(request: pytest.FixtureRequest) -> Iterator[House]:
    """An empty one, and once more as an ordinary user when the tests run as root."""
    yield from _house(None if request.param == "myself" else _ordinary_user())


def _ordinary_user() -> int:
    if os.geteuid() != 0:
        pytest.skip("the tests run as an ordinary user already")
    user = pwd.getpwnam(ORDINARY).pw_uid
    if not _reaches_us(user):
        pytest.skip("NOT RUN: an ordinary user cannot reach this Python or this folder")
    return user


def _reaches_us(user: int) -> bool:
    command = (sys.executable, "-c", "import app.core.config")
    try:
        done = subprocess.run(command, cwd=ROOT, user=user, capture_output=True, check=False)  # noqa: S603 - ours
    except PermissionError:
        return False
    return done.returncode == 0


def _house(user: int | None) -> Iterator[House]:
    outside = Path(mkdtemp(prefix="madoguchi-machine-"))
    if user is not None:
        os.chown(outside, user, -1)
    house = House(outside / "var", two_free_ports(), user)
    yield house
    house.wait_until_nothing_is_left()
    shutil.rmtree(outside)
