"""A clerk's numbers beside the answers."""

import pytest

from app.cases.quantities import quantities_of, replaced
from app.procedures.packs import read_pack
from forms.values import Values

ANSWERS: Values = {
    "honseki": "○○市本町1番地",
    "delivery": "post",
    "items": [
        {"cert_kind": "full", "cert_copies": 1},
        {"cert_kind": "full", "cert_person": "窓口 花子", "cert_copies": 2},
    ],
}


def test_every_number_that_a_fee_is_counted_by_is_found_with_its_row() -> None:
    definition = read_pack().procedures["koseki-shomei"].content
    found = quantities_of(definition, ANSWERS)
    assert [(each.path, each.row, each.answered) for each in found] == [
        ("items.0.cert_copies", 1, 1),
        ("items.1.cert_copies", 2, 2),
    ]


def test_a_number_outside_rows_is_found_by_its_key() -> None:
    definition = read_pack().procedures["juminhyo"].content
    found = quantities_of(definition, {"copies": 3})
    assert [(each.path, each.row, each.answered) for each in found] == [("copies", None, 3)]


def test_a_clerk_s_number_leaves_the_answers_as_they_were() -> None:
    changed = replaced(ANSWERS, {"items.1.cert_copies": 5})
    assert changed["items"] == [
        {"cert_kind": "full", "cert_copies": 1},
        {"cert_kind": "full", "cert_person": "窓口 花子", "cert_copies": 5},
    ]
    assert ANSWERS["items"][1]["cert_copies"] == 2  # type: ignore[index, call-overload]


def test_a_number_outside_rows_is_replaced() -> None:
    assert replaced({"copies": 3}, {"copies": 1}) == {"copies": 1}


def test_a_row_is_not_looked_for_where_there_are_none() -> None:
    with pytest.raises(TypeError):
        replaced({"copies": 3}, {"copies.0.cert_copies": 1})
