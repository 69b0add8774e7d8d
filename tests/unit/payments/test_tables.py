"""Prices come from the edition of the day, or not at all."""

from datetime import date

import pytest
from marshmallow import ValidationError

from payments.errors import PriceMissing
from payments.money import Money
from payments.table_schema import load_table
from payments.tables import PostageTable, PriceTable, TableSet
from tests.unit.payments.documents import LETTER, YEN_300_A_COPY, broken

TODAY = date(2025, 5, 1)


def price_table() -> PriceTable:
    table = load_table(YEN_300_A_COPY)
    assert isinstance(table, PriceTable)
    return table


def letter() -> PostageTable:
    table = load_table(LETTER)
    assert isinstance(table, PostageTable)
    return table


@pytest.mark.parametrize(
    ("on", "yen"),
    [
        (date(2024, 4, 1), 300),
        (date(2026, 3, 31), 300),
        (date(2026, 4, 1), 350),
        (date(2030, 1, 1), 350),
    ],
)
def test_price_is_that_of_the_edition_valid_on_the_day(on: date, yen: int) -> None:
    assert price_table().price("copy", on) == Money(yen)


def test_day_before_the_first_edition_has_no_price() -> None:
    with pytest.raises(PriceMissing, match="2024-03-31"):
        price_table().price("copy", date(2024, 3, 31))


def test_row_nobody_priced_has_no_price() -> None:
    with pytest.raises(PriceMissing, match="koseki"):
        price_table().price("koseki", TODAY)


@pytest.mark.parametrize(("copies", "yen"), [(1, 110), (8, 110), (9, 180), (18, 180)])
def test_postage_rises_with_the_weight_of_the_copies(copies: int, yen: int) -> None:
    assert letter().postage(copies, TODAY, express=False) == Money(yen)


def test_express_comes_on_top_of_the_postage() -> None:
    assert letter().postage(1, TODAY, express=True) == Money(410)


def test_letter_heavier_than_the_last_step_has_no_postage() -> None:
    with pytest.raises(PriceMissing, match="105 g"):
        letter().postage(19, TODAY, express=False)


def test_set_of_tables_finds_each_by_its_id() -> None:
    tables = TableSet.of(price_table(), letter())
    assert tables.price_table("juminhyo-fee") == price_table()
    assert tables.postage_table("postage") == letter()


def test_table_of_the_other_kind_is_not_taken_for_the_right_one() -> None:
    tables = TableSet.of(price_table(), letter())
    with pytest.raises(PriceMissing, match="no table"):
        tables.price_table("postage")
    with pytest.raises(PriceMissing, match="no table"):
        tables.postage_table("juminhyo-fee")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "guess"),
        (("kind",), ["price"]),
        (("unit",), "dollar"),
        (("editions",), []),
        (("surprise",), 1),
        (("name",), "住民票"),
        (("editions", 1, "valid_from"), "2024-04-01"),
        (("editions", 1, "valid_from"), "令和8年4月1日"),
        (("editions", 0, "rows", "copy"), -300),
        (("editions", 0, "rows", "copy"), 300.0),
        (("editions", 0, "rows", "copy"), True),
        (("editions", 0, "rows"), {"": 300}),
        (("editions", 0, "rows"), [300]),
    ],
)
def test_broken_price_table_is_refused(path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        load_table(broken(YEN_300_A_COPY, path, value))
    assert list(refused.value.messages_dict) == [path[0]]


def test_postage_steps_out_of_order_are_refused() -> None:
    steps = [{"up_to_grams": 100, "yen": 180}, {"up_to_grams": 50, "yen": 110}]
    with pytest.raises(ValidationError) as refused:
        load_table(broken(LETTER, ("editions", 0, "rows", "steps"), steps))
    assert refused.value.messages == {"editions": {0: {"rows": {"steps": ["weights must rise"]}}}}
