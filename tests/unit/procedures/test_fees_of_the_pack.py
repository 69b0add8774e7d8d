"""What the procedures of the pack cost, worked out by hand from the collected rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from app.procedures.packs import Pack
from forms.conditions import evaluate
from payments.quote import Circumstances, Quote, quote
from payments.refund import Occasion, refund_due

_TODAY = date(2026, 11, 20)
_BEFORE_OCTOBER_2024 = date(2024, 9, 30)
_ROOM: dict[str, Any] = {
    "facility": "chuo-meeting",
    "use_slots": [{"slot": "morning", "hours": 4, "outside_hours": 0}],
    "admission": "no",
    "commercial": "no",
    "aircon": "no",
    "reduction": "none",
}


def _quote(
    pack: Pack,
    procedure: str,
    values: Mapping[str, Any],
    on: date = _TODAY,
    granted: frozenset[str] = frozenset(),
) -> Quote:
    circumstances = Circumstances(values=values, on=on, granted=granted)
    fee = pack.procedures[procedure].content.fee
    return quote(fee, pack.catalogue().tables, circumstances, evaluate)


def _yen(
    pack: Pack, procedure: str, values: Mapping[str, Any], granted: frozenset[str] = frozenset()
) -> int:
    return _quote(pack, procedure, values, granted=granted).total.yen


@pytest.mark.parametrize(
    ("answers", "yen"),
    [
        ({"copies": 1, "delivery": "counter"}, 300),
        ({"copies": 10, "delivery": "counter"}, 3000),
        ({"copies": 2, "delivery": "post"}, 600 + 110),
        ({"copies": 2, "delivery": "post", "express": True}, 600 + 110 + 300),
        ({"copies": 2, "delivery": "post", "express": False}, 600 + 110),
    ],
)
def test_certificates_of_residence_cost_300_yen_a_copy_and_postage(
    pack: Pack, answers: Mapping[str, Any], yen: int
) -> None:
    assert _yen(pack, "juminhyo", answers) == yen


@pytest.mark.parametrize(("copies", "postage"), [(1, 84), (4, 84), (5, 94), (10, 94)])
def test_postage_before_october_2024_is_that_of_the_example_of_sapporo(
    pack: Pack, copies: int, postage: int
) -> None:
    answers = {"copies": copies, "delivery": "post"}
    bill = _quote(pack, "juminhyo", answers, on=_BEFORE_OCTOBER_2024)
    assert bill.total.yen == copies * 300 + postage


def test_certificates_of_the_family_register_are_priced_one_by_one(pack: Pack) -> None:
    items = [
        {"cert_kind": "koseki_zenbu", "cert_copies": 2},
        {"cert_kind": "kaisei_genkoseki", "cert_copies": 1},
        {"cert_kind": "dokushin", "cert_copies": 1},
    ]
    answers = {"items": items, "delivery": "post", "express": True}
    assert _yen(pack, "koseki-shomei", answers) == 900 + 750 + 300 + 110 + 300


def test_bulky_waste_is_paid_by_item(pack: Pack) -> None:
    items = [{"item_code": "sofa", "item_qty": 1}, {"item_code": "chair", "item_qty": 4}]
    assert _yen(pack, "sodai-gomi", {"items": items, "pay_mode": "online"}) == 1500 + 1200


def test_bulky_waste_costs_nothing_online_with_stickers(pack: Pack) -> None:
    items = [{"item_code": "sofa", "item_qty": 1}]
    assert _yen(pack, "sodai-gomi", {"items": items, "pay_mode": "sticker"}) == 0


def test_a_room_costs_its_price_for_each_slot(pack: Pack) -> None:
    slots = [{"slot": "morning", "hours": 4}, {"slot": "afternoon", "hours": 4}]
    assert _yen(pack, "shisetsu-shiyo", _ROOM | {"use_slots": slots}) == 880 + 1100


@pytest.mark.parametrize(
    ("answers", "yen"),
    [
        ({"admission": "yes"}, 880 * 2),
        ({"commercial": "yes"}, 880 * 2),
        ({"admission": "yes", "commercial": "yes"}, 880 * 4),
        ({"use_slots": [{"slot": "night", "hours": 4, "outside_hours": 1}]}, 1320 + 132),
        ({"aircon": "yes"}, 880 + 220 * 4),
        ({"equipment": [{"eq_code": "microphone", "eq_qty": 2}]}, 880 + 440),
    ],
)
def test_a_room_costs_more_for_what_is_added(
    pack: Pack, answers: Mapping[str, Any], yen: int
) -> None:
    assert _yen(pack, "shisetsu-shiyo", {**_ROOM, **answers}) == yen


def test_a_reduction_counts_only_once_it_is_granted(pack: Pack) -> None:
    answers = _ROOM | {"reduction": "full", "aircon": "yes", "admission": "yes"}
    claimed = _quote(pack, "shisetsu-shiyo", answers)
    assert claimed.total.yen == 880 * 2 + 880
    assert {each.key for each in claimed.claimed} == {"city_event", "welfare_or_co_hosted"}


@pytest.mark.parametrize(
    ("reduction", "granted", "yen"),
    [
        ("full", "city_event", 0),
        ("full", "welfare_or_co_hosted", 880),
        ("half", "registered_group", (880 * 2 + 880) // 2),
    ],
)
def test_a_granted_reduction_takes_its_share(
    pack: Pack, reduction: str, granted: str, yen: int
) -> None:
    answers = _ROOM | {"reduction": reduction, "aircon": "yes", "admission": "yes"}
    assert _yen(pack, "shisetsu-shiyo", answers, frozenset({granted})) == yen


@pytest.mark.parametrize(("days_before", "yen"), [(30, 792), (29, 440), (15, 440), (14, 0)])
def test_a_room_called_off_is_refunded_by_the_days_before(
    pack: Pack, days_before: int, yen: int
) -> None:
    lines = _quote(pack, "shisetsu-shiyo", _ROOM).lines
    policies = pack.procedures["shisetsu-shiyo"].content.fee.refunds
    assert refund_due(lines, policies, Occasion.CANCELLED, days_before).amount.yen == yen


@pytest.mark.parametrize("procedure", ["juminhyo", "koseki-shomei"])
def test_a_certificate_withdrawn_after_review_refunds_only_the_postage(
    pack: Pack, procedure: str
) -> None:
    answers = {
        "copies": 1,
        "items": [{"cert_kind": "juri", "cert_copies": 1}],
        "delivery": "post",
    }
    lines = _quote(pack, procedure, answers).lines
    policies = pack.procedures[procedure].content.fee.refunds
    assert refund_due(lines, policies, Occasion.WITHDRAWN_AFTER_REVIEW).amount.yen == 110


@pytest.mark.parametrize(
    "procedure", ["yokaigo-shinki", "jido-teate-nintei", "tennyu-jizen", "public-comment"]
)
def test_the_other_procedures_are_free(pack: Pack, procedure: str) -> None:
    assert _yen(pack, procedure, {}) == 0
