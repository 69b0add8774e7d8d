"""Departments, days, legal bases, appeals, fees and sources are those that were collected."""

from collections.abc import Iterable
from datetime import date

import pytest

from app.procedures.definition import IdentityMeans, Kind, ProceduralLaw, ProcedureDefinition
from app.procedures.packs import Pack
from payments.fees import FeeTiming
from payments.methods import PaymentMethod
from payments.money import Money
from payments.tables import PriceTable
from tests.unit.procedures import source

_PROCEDURAL_LAWS = {
    "行政手続法": ProceduralLaw.ACT,
    "行政手続条例": ProceduralLaw.ORDINANCE,
    "excluded": ProceduralLaw.EXCLUDED,
}
_STATES = {
    "correction_requested": "returned",
    "awaiting_payment": "awaiting_fee",
    "applicant_change": "returned",  # an applicant changes a filing while it is with them
}
_KINDS = {
    "交付請求": Kind.APPLICATION,
    "請求": Kind.APPLICATION,
    "申請": Kind.APPLICATION,
    "許可申請": Kind.APPLICATION,
    "申込": Kind.CONTRACT,
    "意見": Kind.NOTIFICATION,
    "事前申請": Kind.ADVANCE,
}
_MEANS = {
    "jpki_signature": IdentityMeans.SIGNATURE,
    "none": IdentityMeans.NONE,
    "none_at_entry_counter_check_later": IdentityMeans.AT_VISIT,
}
_METHODS = {
    "credit_card": PaymentMethod.CREDIT_CARD,
    "qr": PaymentMethod.QR,
    "e_money": PaymentMethod.E_MONEY_COUNTER,
    "cash": PaymentMethod.CASH_COUNTER,
    "payeasy": PaymentMethod.PAY_EASY,
}
_TIMINGS = {
    "juminhyo": FeeTiming.ON_FILING,
    "koseki-shomei": FeeTiming.AFTER_REVIEW,
    "shisetsu-shiyo": FeeTiming.AFTER_REVIEW,
    "sodai-gomi": FeeTiming.ON_FILING,
}
_ON = date(2026, 11, 20)

each_of_eight = pytest.mark.parametrize("procedure", source.EIGHT)


def _pair(pack: Pack, procedure: str) -> tuple[ProcedureDefinition, source.Facts]:
    return pack.procedures[procedure].content, source.procedures()[procedure]


@each_of_eight
def test_name_and_place_in_the_catalogue_are_kept(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    categories = {each.content.code: each.content.name.ja for each in pack.categories}
    events = {each.content.code: each.content.name.ja for each in pack.life_events}
    departments = {each.content.code: each.content.name.ja for each in pack.departments}
    assert definition.name.ja == facts["name_ja"]
    assert categories[definition.category] == facts["category"]
    assert [events[event] for event in definition.life_events] == facts["life_event"]
    assert departments[definition.department] == facts["department_ja"]
    assert ("pittari-26" in definition.programmes) == facts["pittari_26"]
    assert definition.deliverable.ja == facts["deliverable"]
    assert (definition.who.ja if definition.who else None) == facts["who_ja"]


@each_of_eight
def test_group_and_identity_are_kept(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    reason = facts.get("group2_reason") or {"reason": None, "confidence": None}
    assert definition.group == facts["group"]
    assert definition.group_reason == reason["reason"]
    assert definition.group_reason_confidence == reason["confidence"]
    assert definition.identity.requires is _MEANS[facts["identity"]["level"]]
    assert definition.identity.alternatives.ja in facts["identity"]["alternatives"]
    assert (definition.my_number_note is not None) == facts["my_number_used"]


@each_of_eight
def test_law_and_appeal_are_kept(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    assert definition.kind is _KINDS[facts["kind"]]
    assert definition.kind_name.ja == facts["kind"]
    assert definition.law.basis.ja == facts["legal_basis"]
    assert definition.law.level == facts["law_or_ordinance"]
    assert definition.law.is_disposition == facts["is_disposition"]
    assert (definition.appeal is not None) == facts["appeal_notice_required"]
    if definition.appeal is not None:
        wanted = facts["appeal"]
        assert definition.appeal.body.ja == wanted["body"]
        assert definition.appeal.review_within_months == wanted["within_months"]
        assert definition.appeal.suit_within_months == wanted["suit_within_months"]
        assert definition.appeal.prior_review == wanted["prior_review"]
        assert definition.appeal.source == wanted["source"]
        assert definition.appeal.confidence == wanted["confidence"]
        assert definition.law.procedural_law is _PROCEDURAL_LAWS[wanted["procedural_law"]]


@each_of_eight
def test_processing_days_are_kept(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    clock, days, wanted = definition.clock, facts["standard_processing_days"], facts["sla_clock"]
    assert (clock.days, clock.basis) == (days["days"], days["basis"])
    assert clock.confidence == days["confidence"]
    assert (clock.unit, clock.source) == (wanted["unit"], wanted["source"])
    assert clock.exclude_first_day == wanted["exclude_first_day"]
    assert set(clock.pauses_in) == {_STATES[state] for state in wanted["pause_while"]}
    assert clock.statutory == wanted["statutory"]
    assert clock.extension_notice == wanted.get("extension_notice", False)


@each_of_eight
def test_sources_and_their_confidence_are_kept(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    formula = facts["fee"].get("formula", {})
    told = [*facts["sources"], *formula.get("sources", ())]
    assert [_bare(each) for each in definition.sources] == [_bare(each) for each in told]
    assert definition.confidence == facts["confidence"]
    assert definition.fee.confidence == facts["fee"]["confidence"]


def _bare(told: str) -> str:
    return told.replace(" ", "")


@each_of_eight
def test_tables_cite_the_rule_collected(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    cited = _sources(pack, definition.fee.price_tables())
    if definition.fee.lines:
        assert facts["fee"]["rule_ja"] in cited
    else:
        assert definition.fee.note["ja"] == facts["fee"]["rule_ja"]
    if definition.fee.postage is not None:
        postage = _sources(pack, {definition.fee.postage.table})
        assert facts["fee"]["postage"]["rule_ja"] in postage
        assert facts["fee"]["postage"]["example"] in postage


def _sources(pack: Pack, tables: Iterable[str]) -> str:
    editions = [each for name in tables for each in pack.tables[name].content.editions]
    return " ".join(edition.source for edition in editions)


@each_of_eight
def test_the_fee_is_due_and_payable_as_collected(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    assert definition.fee.timing is _TIMINGS.get(procedure, FeeTiming.NONE)
    told = facts["fee"].get("payment", {"methods": []})["methods"]
    assert list(definition.fee.methods) == [_METHODS[each.partition("(")[0]] for each in told]
    taxes = {line.tax.value for line in definition.fee.lines}
    assert taxes == ({facts["fee"]["tax"]} if definition.fee.lines else set())


@each_of_eight
def test_income_is_booked_where_collected(pack: Pack, procedure: str) -> None:
    definition, facts = _pair(pack, procedure)
    accounts = {each.content.code: each.content for each in pack.accounts}
    for line in definition.fee.lines:
        account, wanted = accounts[line.account], facts["fee"]["revenue"]
        assert account.part == wanted["kan"]
        assert account.title == wanted["kou"]
        assert account.item == wanted["moku"]
        assert account.section == wanted["setsu"]
        assert account.confidence == wanted["confidence"]


@pytest.mark.parametrize(
    ("procedure", "table"), [("koseki-shomei", "koseki-fee"), ("sodai-gomi", "sodai-gomi-fee")]
)
def test_every_price_collected_is_in_the_table(pack: Pack, procedure: str, table: str) -> None:
    prices = pack.tables[table].content
    assert isinstance(prices, PriceTable)
    wanted = source.procedures()[procedure]["fee"]["price_table"]
    assert prices.edition_on(_ON).rows == {row: Money(yen) for row, yen in wanted.items()}


def test_a_copy_costs_what_was_collected(pack: Pack) -> None:
    prices = pack.tables["juminhyo-fee"].content
    assert isinstance(prices, PriceTable)
    assert prices.price("copy", _ON) == Money(source.procedures()["juminhyo"]["fee"]["amount"])


def test_prices_in_labels_are_those_of_the_table(pack: Pack) -> None:
    prices = pack.tables["koseki-fee"].content
    assert isinstance(prices, PriceTable)
    kinds = pack.procedures["koseki-shomei"].content.form.field("items").child("cert_kind")
    for choice in kinds.settings["choices"]:
        yen = prices.price(choice.value, _ON).yen
        assert choice.label.ja.endswith(f"{yen}円")
        assert f"{yen}円" in choice.label.in_("ja-easy")
        assert f"{yen} yen" in choice.label.in_("en")


def test_bulky_waste_can_be_called_off_until_the_day_collected(pack: Pack) -> None:
    definition, facts = _pair(pack, "sodai-gomi")
    assert definition.reception is not None
    assert definition.reception.cancel_until_days == 3
    assert definition.reception.cancel_until_days_over_sunday == 4
    assert definition.reception.source == facts["reception"]["cancel_until"]


def test_a_booking_of_a_room_is_refunded_as_collected(pack: Pack) -> None:
    definition, facts = _pair(pack, "shisetsu-shiyo")
    steps = definition.fee.refunds["facility"].cancelled
    wanted = facts["fee"]["formula"]["refund"]
    assert [(step.days_before, step.percent) for step in steps] == [
        (each["days_before_min"], round(each["rate"] * 100)) for each in wanted
    ]


def test_surcharges_and_reductions_of_a_room_are_those_collected(pack: Pack) -> None:
    definition, facts = _pair(pack, "shisetsu-shiyo")
    formula = facts["fee"]["formula"]
    up = [each.percent for each in definition.fee.adjustments if not each.is_reduction]
    down = [-each.percent for each in definition.fee.adjustments if each.is_reduction]
    assert up == [round(each["rate"] * 100) for each in formula["surcharge"]]
    assert down == [round(each["rate"] * 100) for each in formula["reduction"]]
    assert all(
        adjustment.needs_decision == adjustment.is_reduction
        for adjustment in definition.fee.adjustments
    )


def test_defaults_that_no_source_gives_are_marked(pack: Pack) -> None:
    for procedure in source.EIGHT:
        definition = pack.procedures[procedure].content
        assert "handling" in definition.provisional
        assert ("fee.refunds" in definition.provisional) == bool(definition.fee.refunds)
