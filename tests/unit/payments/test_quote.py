"""A quote explains every yen: lines, adjustments, postage, tax."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.errors import FeeError, PriceMissing
from payments.fee_schema import FeeScheduleSchema
from payments.fees import Rounding, RoundingMode
from payments.lines import LineKind, by_account
from payments.money import Money
from payments.quote import Circumstances, Quote, quote
from payments.table_schema import load_table
from payments.tables import TableSet
from tests.unit.payments.documents import (
    EQUIPMENT,
    LETTER,
    ROOMS,
    YEN_300_A_COPY,
    certificate_fee,
    facility_fee,
)
from tests.unit.payments.language import evaluate

TABLES = TableSet.of(*map(load_table, (YEN_300_A_COPY, ROOMS, EQUIPMENT, LETTER)))
TODAY = date(2025, 5, 1)
MORNING = {"id": "s1", "date": "2025-06-01", "label": "6月1日 午前", "slot": "morning"}
NIGHT = {"id": "s2", "date": "2025-06-01", "label": "6月1日 夜間", "slot": "night"}
BOOKING: dict[str, Any] = {
    "facility": "hall",
    "use_slots": [MORNING],
    "admission": False,
    "commercial": False,
    "reduction": "none",
    "organiser": "group",
}


def quoted(document: dict[str, Any], values: dict[str, Any], *granted: str) -> Quote:
    circumstances = Circumstances(values=values, on=TODAY, granted=frozenset(granted))
    return quote(FeeScheduleSchema().load(document), TABLES, circumstances, evaluate)


def certificate(**values: Any) -> Quote:
    return quoted(certificate_fee(), {"purpose": "bank", "delivery": "counter"} | values)


def facility(*granted: str, **values: Any) -> Quote:
    return quoted(facility_fee(), BOOKING | values, *granted)


def test_copies_are_charged_at_the_price_of_the_day() -> None:
    (line,) = certificate(copies=3).lines
    assert line.amount == Money(900)
    assert (line.table, line.price_row, line.edition) == ("juminhyo-fee", "copy", date(2024, 4, 1))


def test_postage_is_added_when_the_certificate_is_posted() -> None:
    bill = certificate(copies=3, delivery="post")
    assert [line.kind for line in bill.lines] == [LineKind.FEE, LineKind.POSTAGE]
    assert bill.total == Money(1010)


def test_express_letter_costs_the_surcharge_as_well() -> None:
    assert certificate(copies=1, delivery="post", express=True).total == Money(710)


def test_public_purpose_is_free_of_everything() -> None:
    assert certificate(copies=3, delivery="post", purpose="public") == Quote()


def test_nothing_is_charged_for_no_copies() -> None:
    assert certificate(copies=0).lines == ()


@pytest.mark.parametrize("copies", [None, True, -1, "3", "３"])
def test_quantity_that_is_no_number_is_never_guessed(copies: object) -> None:
    with pytest.raises(FeeError, match="no quantity"):
        certificate(copies=copies)


def test_condition_that_is_no_yes_or_no_is_refused() -> None:
    with pytest.raises(FeeError, match="neither true nor false"):
        certificate(copies=1, delivery="post", express="はい")


def test_each_slot_is_a_line_with_the_price_of_its_room_and_time() -> None:
    bill = facility(use_slots=[MORNING, NIGHT])
    assert [(line.row, line.price_row) for line in bill.lines] == [
        (0, "hall:morning"),
        (1, "hall:night"),
    ]
    assert bill.total == Money(7205)


def test_room_nobody_priced_has_no_quote() -> None:
    with pytest.raises(PriceMissing, match="cellar:morning"):
        facility(facility="cellar")


@pytest.mark.parametrize("room", [None, {"other": "地下室"}])
def test_answer_that_names_no_row_is_never_guessed(room: object) -> None:
    with pytest.raises(FeeError, match="names no row"):
        facility(facility=room)


@pytest.mark.parametrize("slots", ["morning", ["morning"]])
def test_answer_without_rows_cannot_be_charged_by_the_row(slots: object) -> None:
    with pytest.raises(FeeError, match="has no rows"):
        facility(use_slots=slots)


def test_equipment_is_charged_by_the_piece_where_it_is_needed() -> None:
    equipment = [{"item": "piano", "item_qty": 1}, {"item": "projector", "item_qty": 2}]
    assert facility(equipment=equipment, needs_equipment=True).total == Money(5000)
    assert facility(equipment=equipment, needs_equipment=False).total == Money(3000)


@pytest.mark.parametrize(
    ("admission", "commercial", "yen"),
    [(False, False, 3000), (True, False, 6000), (False, True, 6000), (True, True, 12_000)],
)
def test_both_surcharges_together_give_way_to_the_higher_one(
    admission: bool, commercial: bool, yen: int
) -> None:
    assert facility(admission=admission, commercial=commercial).total == Money(yen)


def test_claimed_reduction_is_shown_and_not_applied() -> None:
    bill = facility(reduction="half")
    assert bill.total == Money(3000)
    assert [(claim.key, claim.clause) for claim in bill.claimed] == [
        ("half", "使用料条例第9条第2号")
    ]


def test_granted_reduction_is_a_line_of_its_own() -> None:
    bill = facility("half", reduction="half")
    assert (bill.total, bill.claimed) == (Money(1500), ())
    assert bill.lines[-1].kind is LineKind.REDUCTION
    assert bill.lines[-1].amount == Money(1500)


def test_grant_for_something_not_claimed_changes_nothing() -> None:
    assert facility("half").total == Money(3000)


def test_reduced_price_is_rounded_once_and_down() -> None:
    assert facility("half", reduction="half", use_slots=[NIGHT]).total == Money(2100)


def test_full_exemption_takes_the_surcharge_away_too() -> None:
    bill = facility(admission=True, commercial=True, organiser="city")
    assert bill.total == Money(0)
    assert by_account(bill.lines) == {}


def test_reductions_that_exceed_the_price_are_refused() -> None:
    with pytest.raises(FeeError, match="half, city"):
        facility("half", reduction="half", organiser="city")


def test_adjustment_of_lines_that_do_not_apply_is_left_out() -> None:
    assert facility("half", use_slots=[], reduction="half").lines == ()


def test_bill_divides_over_its_revenue_accounts() -> None:
    bill = certificate(copies=2, delivery="post")
    assert by_account(bill.lines) == {
        "koseki-jumin.juminhyo": Money(600),
        "yubin.yuso": Money(110),
    }


@given(st.integers(0, 10**9), st.integers(1, 1000))
def test_rounding_moves_less_than_one_unit(hundredths: int, unit: int) -> None:
    down = Rounding(unit, RoundingMode.FLOOR).round_hundredths(hundredths).yen
    up = Rounding(unit, RoundingMode.CEIL).round_hundredths(hundredths).yen
    assert down * 100 <= hundredths <= up * 100
    assert up - down in {0, unit}
    assert down % unit == up % unit == 0
