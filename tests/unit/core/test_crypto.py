"""Keys in memory are not shown by accident."""

import uuid

from app.core.crypto import Seal


def test_a_data_key_does_not_show_when_its_seal_is_printed() -> None:
    assert "secret" not in repr(Seal(uuid.uuid4(), b"secret" * 5))
