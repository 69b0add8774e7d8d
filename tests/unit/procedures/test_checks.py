"""What the parts of a definition say about each other has to agree."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.procedures.checks import catalogue_problems
from app.procedures.packs import Pack
from app.procedures.schema import InvalidDefinition, load_definition
from payments.tables import TableSet
from tests.unit.procedures.documents import REMOVED, changed, document

_TEXT = {"ja": "市長"}
_APPEAL = {
    "body": _TEXT,
    "review_within_months": 3,
    "suit_within_months": 6,
    "prior_review": False,
    "source": "行政不服審査法",
    "confidence": "provisional",
}
#: Procedure, what is changed in it, and where the problem is told.
_BROKEN: list[tuple[str, Mapping[str, Any], str]] = [
    ("juminhyo", {"arrival": "on_payment"}, "arrival"),
    ("sodai-gomi", {"fee.timing": "after_review"}, "fee.timing"),
    ("juminhyo", {"appeal": REMOVED}, "appeal"),
    ("public-comment", {"appeal": _APPEAL}, "appeal"),
    ("public-comment", {"appeal": _APPEAL, "law.is_disposition": True}, "law.is_disposition"),
    ("public-comment", {"group_reason": "law"}, "group_reason"),
    ("juminhyo", {"group": 1}, "identity.requires"),
    ("juminhyo", {"group_reason": REMOVED}, "group_reason"),
    ("juminhyo", {"group_reason_confidence": REMOVED}, "group_reason"),
    ("juminhyo", {"identity.requires": "none"}, "identity.requires"),
    ("juminhyo", {"identity.accepts": []}, "identity.accepts"),
    ("juminhyo", {"identity.match": REMOVED}, "identity.match"),
    ("juminhyo", {"identity.match.name": "agent.name"}, "identity.match"),
    ("juminhyo", {"identity.match.when": True}, "identity.match_otherwise"),
    ("yokaigo-shinki", {"identity.match_otherwise": REMOVED}, "identity.match_otherwise"),
    ("yokaigo-shinki", {"identity.match.when": {"var": ["nobody"]}}, "identity.match.when"),
    ("juminhyo", {"handling.unused_after_days": 30}, "handling.unused_after_days"),
    ("juminhyo", {"clock.days": 0}, "clock.days"),
    ("tennyu-jizen", {"identity.requires": "none"}, "identity.requires"),
    ("tennyu-jizen", {"handling.unused_after_days": REMOVED}, "handling.unused_after_days"),
    ("tennyu-jizen", {"clock.days": 3}, "clock.days"),
    ("yokaigo-shinki", {"clock.pauses_in": ["returned"]}, "clock.pauses_in"),
    ("juminhyo", {"clock.extension_notice": True}, "clock.extension_notice"),
    ("juminhyo", {"delivery.method": "post"}, "delivery"),
    ("juminhyo", {"delivery.method_from": REMOVED}, "delivery"),
    ("juminhyo", {"delivery.method_from": "nowhere"}, "delivery.method_from"),
    ("juminhyo", {"delivery.method_from": "purpose"}, "delivery.method_from"),
    ("juminhyo", {"delivery.method_from": "pickup_office"}, "delivery.method_from"),
    ("juminhyo", {"form.sections.0.fields.5.required": True}, "form.applicant_email.required"),
    ("juminhyo", {"provisional": ["fee.discounts"]}, "provisional"),
    ("juminhyo", {"fee.free_if": {"==": [{"var": ["nobody"]}, 1]}}, "fee.free_if"),
    ("juminhyo", {"fee.lines.0.quantity": {"var": ["nobody"]}}, "fee.lines.0.quantity"),
    ("koseki-shomei", {"fee.lines.0.for_each": "honseki"}, "fee.lines.0.when"),
    ("yokaigo-shinki", {"fee": "juminhyo"}, "fee.lines.0.quantity"),
    (
        "koseki-shomei",
        {"form.sections.2.fields.0.fields.2.required": False},
        "fee.lines.0.quantity",
    ),
]


@pytest.mark.parametrize(("procedure", "changes", "path"), _BROKEN)
def test_a_contradiction_is_told_at_its_path(
    procedure: str, changes: Mapping[str, Any], path: str
) -> None:
    if changes.get("fee") == "juminhyo":
        changes = {"fee": document("juminhyo")["fee"]}
    with pytest.raises(InvalidDefinition) as caught:
        load_definition(changed(procedure, changes))
    assert path in caught.value.problems


def test_all_contradictions_are_told_at_once() -> None:
    broken = {"appeal": REMOVED, "group_reason": REMOVED, "delivery.method": "post"}
    with pytest.raises(InvalidDefinition) as caught:
        load_definition(changed("juminhyo", broken))
    assert set(caught.value.problems) == {"appeal", "group_reason", "delivery"}


def test_a_place_may_tell_fees_that_it_is_outside_opening_hours() -> None:
    assert load_definition(document("shisetsu-shiyo")).fee.lines[1].for_each == "use_slots"


@pytest.mark.parametrize(
    ("procedure", "changes", "path"),
    [
        ("juminhyo", {"department": "nobody"}, "department"),
        ("juminhyo", {"category": "unheard-of"}, "category"),
        ("juminhyo", {"life_events": ["moving", "holidays"]}, "life_events.1"),
        ("juminhyo", {"fee.lines.0.account": "seiso.nowhere"}, "fee.lines.0.account"),
        ("juminhyo", {"fee.lines.0.tax": "taxable_10"}, "fee.lines.0.account"),
        ("juminhyo", {"fee.lines.0.unit_price.table": "gone"}, "fee.lines.0.unit_price"),
        ("juminhyo", {"fee.lines.0.unit_price.row": "sheet"}, "fee.lines.0.unit_price"),
        (
            "sodai-gomi",
            {"form.sections.2.fields.0.fields.0.settings.list": "equipment"},
            "fee.lines.0.unit_price",
        ),
        (
            "sodai-gomi",
            {"form.sections.2.fields.0.fields.0.settings.other": True},
            "fee.lines.0.unit_price",
        ),
        ("juminhyo", {"fee.postage.account": "yubin.nowhere"}, "fee.postage.account"),
        ("juminhyo", {"fee.postage.table": "pigeons"}, "fee.postage.table"),
        (
            "juminhyo",
            {"form.sections.3.fields.1.settings.list": "gone"},
            "form.pickup_office",
        ),
    ],
)
def test_a_name_that_the_municipality_does_not_have_is_told(
    pack: Pack, procedure: str, changes: Mapping[str, object], path: str
) -> None:
    definition = load_definition(changed(procedure, changes))
    assert path in {each.path for each in catalogue_problems(definition, pack.catalogue())}


def test_a_room_without_prices_is_told(pack: Pack) -> None:
    catalogue = pack.catalogue()
    table = catalogue.tables.price_table("shisetsu-rooms")
    (edition,) = table.editions
    rows = {name: yen for name, yen in edition.rows.items() if not name.startswith("gym-budo:")}
    without = replace(table, editions=(replace(edition, rows=rows),))
    tables = TableSet({**catalogue.tables.prices, table.id: without}, catalogue.tables.postage)
    definition = pack.procedures["shisetsu-shiyo"].content
    problems = catalogue_problems(definition, replace(catalogue, tables=tables))
    assert "the table shisetsu-rooms has no row gym-budo:…" in {each.text for each in problems}
