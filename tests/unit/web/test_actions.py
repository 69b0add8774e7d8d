"""What the buttons inside a page do to what was typed."""

from app.web.citizen.actions import MAX_ROWS, Action, add_row, remove_row
from forms.values import Typed

ROWS: list[dict[str, Typed]] = [{"name": "いす"}, {"name": "つくえ"}]
TWO: dict[str, Typed] = {"items": ROWS, "note": "午前"}


def test_a_button_names_what_it_does_and_to_which_row() -> None:
    assert Action.parse("remove:items:1") == Action("remove", "items", "1")


def test_a_group_without_rows_gets_one() -> None:
    assert add_row({}, "items") == {"items": [{}]}


def test_a_row_is_added_at_the_end() -> None:
    assert add_row(TWO, "items")["items"] == [*ROWS, {}]


def test_no_row_is_added_beyond_the_most() -> None:
    full: dict[str, Typed] = {"items": ROWS[:1] * MAX_ROWS}
    assert add_row(full, "items") == full


def test_a_row_is_removed_and_nothing_else() -> None:
    assert remove_row(TWO, "items", "0") == {"items": [{"name": "つくえ"}], "note": "午前"}


def test_an_unknown_row_removes_nothing() -> None:
    assert remove_row(TWO, "items", "７") == TWO
