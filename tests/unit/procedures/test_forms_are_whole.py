"""Every collected question stands in a form of ours: text, kind, choices, limits, conditions."""

from collections import Counter
from datetime import date
from itertools import product
from typing import Any

import pytest

from app.procedures.packs import Pack
from forms.conditions import holds
from forms.definition import Field, FormDefinition
from tests.unit.procedures import source

_CASES = [
    pytest.param(procedure, field, id=f"{procedure}.{field['key']}")
    for procedure in source.EIGHT
    for field in source.plain_fields(procedure)
]
_CONDITIONAL = [
    pytest.param(procedure, field, id=f"{procedure}.{field['key']}")
    for procedure in source.EIGHT
    for field in source.all_fields(procedure)
    if field["show_if"] is not None
]
#: Procedure → pages, questions outside rows, questions in rows, files.
_SIZES = {
    "juminhyo": (4, 20, 0, 0),
    "koseki-shomei": (5, 18, 3, 2),
    "yokaigo-shinki": (8, 40, 0, 3),
    "jido-teate-nintei": (10, 31, 14, 4),
    "shisetsu-shiyo": (8, 23, 2, 1),
    "sodai-gomi": (4, 15, 3, 0),
    "tennyu-jizen": (4, 9, 5, 0),
    "public-comment": (4, 8, 2, 1),
}


def _form(pack: Pack, procedure: str) -> FormDefinition:
    return pack.procedures[procedure].content.form


def _field(pack: Pack, procedure: str, key: str) -> Field:
    return next(each for each in _form(pack, procedure).all_fields() if each.key == key)


def _ours(pack: Pack, procedure: str, key: str) -> Field:
    return _field(pack, procedure, source.merged(procedure).get(key, key))


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_a_form_asks_what_was_collected_and_nothing_else(pack: Pack, procedure: str) -> None:
    merged = source.merged(procedure)
    wanted = {merged.get(field["key"], field["key"]) for field in source.all_fields(procedure)}
    files = set(source.ATTACHMENTS.get(procedure, {}).values())
    assert {field.key for field in _form(pack, procedure).all_fields()} == wanted | files


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_a_form_has_as_many_pages_and_questions_as_written_down(pack: Pack, procedure: str) -> None:
    form = _form(pack, procedure)
    types = Counter(field.type for field in form.fields())
    inner = sum(len(field.fields) for field in form.fields())
    assert (len(form.sections), sum(types.values()), inner, types["file"]) == _SIZES[procedure]


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_no_page_asks_more_than_nine_questions(pack: Pack, procedure: str) -> None:
    assert all(len(section.fields) <= 9 for section in _form(pack, procedure).sections)


@pytest.mark.parametrize(("procedure", "collected"), _CASES)
def test_a_question_keeps_its_words_and_kind(
    pack: Pack, procedure: str, collected: source.Facts
) -> None:
    field = _field(pack, procedure, collected["key"])
    assert field.label.ja == collected["label_ja"]
    assert field.type == source.expected_type(procedure, collected)
    assert field.required == collected["required"]
    assert (field.sensitivity or None) == collected.get("sensitivity")
    assert field.read_only == collected.get("readonly", False)
    assert field.prefill == _prefill(collected)
    if "help_ja" in collected:
        assert field.help is not None
        assert field.help.ja == collected["help_ja"]


def _prefill(collected: source.Facts) -> str | None:
    if "fixed" in collected["validation"]:
        return f"fixed.{collected['validation']['fixed']}"
    prefill = collected.get("prefill")
    return prefill.replace("jpki.", "card.") if prefill else None


@pytest.mark.parametrize(("procedure", "collected"), _CASES)
def test_a_question_keeps_its_choices(pack: Pack, procedure: str, collected: source.Facts) -> None:
    settings = _field(pack, procedure, collected["key"]).settings
    options = [(each["value"], each["label_ja"]) for each in collected["options"] or ()]
    choices = settings.get("choices") or ()
    assert [(choice.value, choice.label.ja) for choice in choices] == options


@pytest.mark.parametrize(("procedure", "collected"), _CASES)
def test_a_question_keeps_its_limits(pack: Pack, procedure: str, collected: source.Facts) -> None:
    settings = _field(pack, procedure, collected["key"]).settings
    wanted = {**_limits(collected["validation"]), **collected.get("repeat", {})}
    if collected["type"] == "date_wareki":
        wanted["style"] = "wareki"
    if collected["type"] == "email":
        wanted.pop("max_length", None)  # the type allows no more than RFC 5321 does: 254
    assert {name: settings.get(name) for name in wanted} == wanted


def _limits(validation: source.Facts) -> dict[str, Any]:
    """The collected limits by the names of our settings; rules are what our types check."""
    wanted = {name: limit for name, limit in validation.items() if name not in {"rule", "fixed"}}
    if "min" in wanted and isinstance(wanted["min"], str):
        wanted["min"] = date.fromisoformat(wanted["min"])
    if "source" in wanted:
        wanted["list"] = wanted.pop("source")
    if wanted.get("list") == "16 specified diseases":
        wanted |= {"list": "specified_diseases", "other": True}
    if "max_from" in wanted:
        wanted["max_from"] = f"lookup:{wanted['max_from']}"
    return wanted


@pytest.mark.parametrize(("procedure", "collected"), _CONDITIONAL)
def test_a_question_is_asked_in_the_same_cases(
    pack: Pack, procedure: str, collected: source.Facts
) -> None:
    field = _ours(pack, procedure, collected["key"])
    names = sorted(source.fields_of(collected["show_if"]))
    choices = [[None, *_values(_field(pack, procedure, name))] for name in names]
    for answers in product(*choices):
        env = dict(zip(names, answers, strict=True))
        assert holds(field.visible_if, env) is source.shown(collected["show_if"], env)


def _values(field: Field) -> list[str]:
    return [choice.value for choice in field.settings["choices"]]


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_what_has_no_condition_is_always_asked(pack: Pack, procedure: str) -> None:
    free = [each["key"] for each in source.all_fields(procedure) if each["show_if"] is None]
    assert all(_ours(pack, procedure, key).visible_if is None for key in free)


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_addresses_and_accounts_are_composite_and_required(pack: Pack, procedure: str) -> None:
    addresses = source.ADDRESSES[procedure]
    accounts = source.ACCOUNTS.get(procedure, {})
    for key in (*addresses, *accounts):
        field = _field(pack, procedure, key)
        assert field.type == ("address" if key in addresses else "bank_account")
        assert field.required


def test_account_numbers_are_as_sensitive_as_collected(pack: Pack) -> None:
    assert _field(pack, "jido-teate-nintei", "payee_account").sensitivity == "high"


def test_no_form_asks_for_a_my_number(pack: Pack) -> None:
    for procedure in source.EIGHT:
        assert "my_number" not in {field.type for field in _form(pack, procedure).all_fields()}
    assert _field(pack, "juminhyo", "show_my_number").type == "radio"
