"""References and codes as people type them."""

import pytest

from app.core.ids import as_typed


@pytest.mark.parametrize("typed", ["K7M2Q-9XP30", "k7m2q 9xp3o", "Ｋ７Ｍ２Ｑ－９ＸＰ３０"])
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert as_typed(typed) == "K7M2Q9XP30"
