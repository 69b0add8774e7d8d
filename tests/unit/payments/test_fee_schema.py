"""A fee document is loaded strictly, and every problem is named with its path."""

from typing import Any

import pytest
from marshmallow import ValidationError

from payments.fee_schema import FeeScheduleSchema
from payments.fees import FeeSchedule, FeeTiming
from payments.methods import PaymentMethod
from payments.money import Money
from payments.refund import Occasion
from tests.unit.payments.documents import broken, certificate_fee, facility_fee


def problems(document: dict[str, Any]) -> Any:
    with pytest.raises(ValidationError) as refused:
        FeeScheduleSchema().load(document)
    return refused.value.messages


def test_procedure_without_a_fee_says_only_that() -> None:
    assert FeeScheduleSchema().load({"timing": "none"}) == FeeSchedule()


def test_certificate_fee_is_loaded_whole() -> None:
    schedule = FeeScheduleSchema().load(certificate_fee())
    assert schedule.timing is FeeTiming.ON_FILING
    assert schedule.methods == (PaymentMethod.CREDIT_CARD, PaymentMethod.CASH_COUNTER)
    assert schedule.price_tables() == {"juminhyo-fee"}
    assert schedule.accounts() == {"koseki-jumin.juminhyo", "yubin.yuso"}
    assert schedule.refunds["certificate"].rule(Occasion.REFUSED).clerk_decides


def test_facility_fee_is_loaded_whole() -> None:
    schedule = FeeScheduleSchema().load(facility_fee())
    assert [adjustment.percent for adjustment in schedule.adjustments] == [100, 100, 300, -50, -100]
    assert schedule.rounding.round_hundredths(2999_99) == Money(2990)


def test_every_expression_is_named_with_its_path_and_rows() -> None:
    found = {path: rows for path, _, rows in FeeScheduleSchema().load(facility_fee()).expressions()}
    assert found["lines.0.unit_price.row"] == "use_slots"
    assert found["adjustments.4.when"] is None
    assert not any(path.startswith("postage") for path in found)


def test_expressions_of_the_postage_are_named_too() -> None:
    paths = [path for path, *_ in FeeScheduleSchema().load(certificate_fee()).expressions()]
    assert paths[-3:] == ["postage.when", "postage.items", "postage.express"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("surprise",), 1),
        (("timing",), "someday"),
        (("methods",), ["bitcoin"]),
        (("note",), "1通300円"),
        (("note",), {"en": "300 yen"}),
        (("note",), {"ja": " "}),
        (("note",), {"ja": "1通300円", "fr": "300 yens"}),
        (("confidence",), "sure"),
        (("free_if",), {"==": 1}),
        (("free_if",), {"==": [], "!=": []}),
        (("free_if",), {"==": [1.5, 2]}),
        (("lines", 0, "key"), "Copies"),
        (("lines", 0, "tax"), "taxable_8"),
        (("lines", 0, "account"), "住民票"),
        (("lines", 0, "refund"), "nobody_wrote_this"),
        (("lines", 0, "unit_price", "table"), "Fee Table"),
        (("lines", 0, "unit_price", "yen"), 300),
        (("lines", 0, "key"), "postage"),
        (("postage", "refund"), "nobody_wrote_this"),
        (("postage", "weight"), 1),
        (("rounding",), {"unit_yen": 0}),
        (("rounding",), {"mode": "nearest"}),
        (("refunds", "certificate", "refused"), {"percent": 101}),
        (("refunds", "certificate", "refused"), {"percent": 99.5}),
        (("refunds", "certificate", "refused"), {"yen": 300}),
        (("refunds", "certificate", "refused"), "maybe"),
    ],
)
def test_broken_fee_is_refused_at_its_path(path: tuple[str | int, ...], value: object) -> None:
    found = problems(broken(certificate_fee(), path, value))
    for step in path:
        assert list(found) == [step]
        found = found[step]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("adjustments", 0, "of"), ["nowhere"]),
        (("adjustments", 0, "of"), ["city"]),
        (("adjustments", 0, "percent"), 0),
        (("adjustments", 0, "percent"), -101),
        (("adjustments", 0, "needs_decision"), 1),
        (("adjustments", 0, "exclusive_with"), ["admission"]),
        (("adjustments", 0, "exclusive_with"), ["nowhere"]),
        (("refunds", "booking", "cancelled"), [{"days_before": 3, "percent": 1}] * 2),
    ],
)
def test_broken_adjustment_is_refused_at_its_path(
    path: tuple[str | int, ...], value: object
) -> None:
    found = problems(broken(facility_fee(), path, value))
    for step in path:
        assert list(found) == [step]
        found = found[step]


def test_two_adjustments_cannot_take_each_others_place() -> None:
    document = broken(facility_fee(), ("adjustments", 0, "exclusive_with"), ["both"])
    assert sorted(problems(document)["adjustments"]) == [0, 2]


def test_adjustment_of_lines_with_different_accounts_is_refused() -> None:
    document = broken(facility_fee(), ("lines", 1, "account"), "kyoiku.bihin")
    assert list(problems(document)["adjustments"]) == [4]


def test_key_used_twice_is_named_at_both_places() -> None:
    document = broken(facility_fee(), ("adjustments", 0, "key"), "equipment")
    found = problems(document)
    assert "used more than once" in found["lines"][1]["key"][0]
    assert "used more than once" in found["adjustments"][0]["key"][0]


def test_fee_without_lines_or_means_of_payment_is_refused() -> None:
    assert sorted(problems({"timing": "on_filing"})) == ["lines", "methods"]


def test_procedure_without_a_fee_cannot_have_lines() -> None:
    assert list(problems(certificate_fee() | {"timing": "none"})) == ["timing"]


def test_endlessly_nested_condition_is_refused() -> None:
    condition: Any = True
    for _ in range(30):
        condition = {"and": [condition]}
    assert "nested deeper" in problems(certificate_fee() | {"free_if": condition})["free_if"][0]
