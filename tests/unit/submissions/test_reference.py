"""References and codes as people read and type them."""

from app.core.ids import as_typed
from app.submissions.reference import REFERENCE_LENGTH, new_reference, shown


def test_a_reference_is_shown_in_groups_that_can_be_read_aloud() -> None:
    assert shown("K7M2Q9XP3T") == "K7M2Q-9XP3T"


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert shown("7F3KQ9XA") == "7F3K-Q9XA"


def test_a_reference_typed_with_small_letters_and_lookalikes_is_the_same() -> None:
    assert as_typed(" k7m2q-9xp3t ") == "K7M2Q9XP3T"
    assert as_typed("O1Il") == "0111"


def test_references_are_long_enough_not_to_be_guessed_and_differ() -> None:
    references = {new_reference() for _ in range(1000)}
    assert len(references) == 1000
    assert {len(each) for each in references} == {REFERENCE_LENGTH}
