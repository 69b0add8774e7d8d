"""The built-in pack, read once."""

import pytest

from app.procedures.packs import Pack, read_pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack()
