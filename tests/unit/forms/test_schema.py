"""Definitions are strict: every problem is named at once, with its path."""

from typing import Any

import pytest

from forms.definition import Sensitivity
from forms.fields import registry
from forms.schema import FormDefinitionSchema, problems_by_path
from forms.text import LocalText
from tests.support.forms import choices, form_of, form_of_pages, page, question, text


def refusals(*pages: dict[str, Any]) -> dict[str, list[str]]:
    return problems_by_path(FormDefinitionSchema().validate({"sections": list(pages)}))


def refusal_of(kind: str, **others: Any) -> dict[str, list[str]]:
    """The problems of a form of one field, without the path to it."""
    found = refusals(page(question(kind, **others)))
    return {path.removeprefix("sections.0.fields.0."): texts for path, texts in found.items()}


def test_every_unknown_key_is_named_with_its_path() -> None:
    found = refusals(
        page(question("text", colour="red"), question("integer", "n", settings={"steps": 2})),
        page(question("group", "rows", fields=[question("tel", "t", size=3)]), key="two", icon="x"),
    )
    assert found == {
        "sections.0.fields.0.colour": ["Unknown field."],
        "sections.0.fields.1.settings.steps": ["Unknown field."],
        "sections.1.fields.0.fields.0.size": ["Unknown field."],
        "sections.1.icon": ["Unknown field."],
    }


def test_problems_of_a_field_and_of_its_settings_are_named_together() -> None:
    found = refusal_of("text", colour="red", required=1, index=True, settings={"max_length": 0})
    assert sorted(found) == ["colour", "index", "required", "settings.max_length"]


def test_all_of_a_field_is_read() -> None:
    form = form_of(
        question(
            "name",
            "who",
            help=text("戸籍のとおりに"),
            required=True,
            role="applicant.name",
            prefill="card.name",
            sensitivity="high",
            read_only=True,
        )
    )
    field = form.field("who")
    assert (field.role, field.prefill, field.read_only) == ("applicant.name", "card.name", True)
    assert field.sensitivity is Sensitivity.HIGH
    assert field.settings == {"max_length": 80}


@pytest.mark.parametrize("kind", ["my_number", "password", "colour"])
def test_types_that_are_never_asked_or_unknown_are_refused(kind: str) -> None:
    assert list(refusal_of(kind)) == ["type"]


def test_field_without_a_type_is_refused_for_that_alone() -> None:
    nameless = {"key": "answer", "label": text("答え"), "settings": {"max": 1}}
    assert refusals(page(nameless)) == {
        "sections.0.fields.0.type": ["Missing data for required field."]
    }


@pytest.mark.parametrize("key", ["Name", "1st", "名前", "a-b", "a" * 41, "ok\n"])
def test_keys_that_are_no_names_are_refused(key: str) -> None:
    assert "key" in refusal_of("text", key=key)


@pytest.mark.parametrize(
    ("others", "path"),
    [
        ({"required": True, "required_if": {"==": [1, 1]}}, "required_if"),
        ({"required": "yes"}, "required"),
        ({"index": True}, "index"),
        ({"role": "applicant.email"}, "role"),
        ({"role": "neighbour.name"}, "role"),
        ({"read_only": True}, "read_only"),
        ({"prefill": "fixed.new"}, "prefill"),
        ({"prefill": "CARD"}, "prefill"),
        ({"fields": [question("text", "inner")]}, "fields"),
        ({"label": "氏名"}, "label"),
        ({"label": {"en": "Name"}}, "label.ja"),
        ({"label": {"ja": " "}}, "label.ja"),
        ({"label": {"ja": "氏名", "fr": "nom"}}, "label.fr"),
        ({"settings": {"pattern": "[0-9]"}}, "settings.pattern_hint"),
        ({"settings": {"pattern": "(", "pattern_hint": text("括弧")}}, "settings.pattern"),
    ],
)
def test_what_does_not_fit_a_text_field_is_refused(others: dict[str, Any], path: str) -> None:
    assert list(refusal_of("text", **others)) == [path]


@pytest.mark.parametrize(
    ("kind", "settings", "path"),
    [
        ("integer", {"min": 5, "max": 1}, "max"),
        ("radio", {}, "choices"),
        ("radio", {"choices": choices("a"), "list": "offices"}, "choices"),
        ("radio", {"choices": choices("a", "a")}, "choices"),
        ("computed", {}, "expression"),
        ("checkbox_group", {"choices": choices("a"), "min": 2, "max": 1}, "max"),
        ("date", {"min": "昭和"}, "min"),
        ("date", {"min_days_ahead": 3, "max_days_ahead": 2}, "max_days_ahead"),
        ("file", {"formats": ["exe"]}, "formats.0"),
        ("address", {"optional": ["planet"]}, "optional.0"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    kind: str, settings: dict[str, Any], path: str
) -> None:
    assert list(refusal_of(kind, settings=settings)) == [f"settings.{path}"]


def test_rows_need_bounds_in_order_and_questions() -> None:
    assert list(refusal_of("group")) == ["fields"]
    inner = [question("text", "inner")]
    found = refusal_of("group", fields=inner, settings={"min": 3, "max": 2})
    assert list(found) == ["settings.max"]


def test_rows_have_no_rows() -> None:
    inner = question("group", "inner", fields=[question("text", "deep")])
    assert refusal_of("group", fields=[inner]) == {"fields.0.type": ["rows have no rows"]}


def test_keys_are_unique_over_pages_and_rows() -> None:
    found = refusals(
        page(question("text", "a"), question("group", "rows", fields=[question("text", "a")])),
        page(question("text", "b")),
    )
    assert found == {
        "sections.0.fields.1.fields.0.key": ["used twice: a"],
        "sections.1.key": ["used twice: section page"],
    }


def test_conditions_refer_to_earlier_answers_only() -> None:
    later = {"==": [{"var": ["b"]}, "x"]}
    found = refusals(
        page(
            question("text", "a", visible_if=later, required_if={"==": [{"var": ["a"]}, ""]}),
            question("text", "b"),
            question("integer", "c", settings={"max_from": {"var": ["z"]}}),
            question("appointment", "d", settings={"resource": "room", "resource_from": "z"}),
            visible_if=later,
        )
    )
    assert found == {
        "sections.0.visible_if": ["unknown or later field: b"],
        "sections.0.fields.0.visible_if": ["unknown or later field: b"],
        "sections.0.fields.0.required_if": ["unknown or later field: a"],
        "sections.0.fields.2.settings.max_from": ["unknown or later field: z"],
        "sections.0.fields.3.settings.resource_from": ["unknown or later field: z"],
    }


def test_conditions_cannot_see_the_fee() -> None:
    found = refusals(
        page(
            question("computed", "fee", settings={"from": "fee"}),
            question("text", visible_if={">": [{"var": ["fee"]}, 0]}),
        )
    )
    assert found == {"sections.0.fields.1.visible_if": ["unknown or later field: fee"]}


def test_conditions_may_use_parts_rows_places_files_and_computed_numbers() -> None:
    form_of(
        question("address", "home"),
        question("select", "aim", settings={"choices": choices("x"), "other": True}),
        question("group", "rows", fields=[question("integer", "n")]),
        question("appointment", "slots", settings={"resource": "room"}),
        question("file", "papers"),
        question(
            "computed", "sum_of_n", settings={"expression": {"sum": ["rows", {"var": ["n"]}]}}
        ),
        question(
            "text",
            visible_if={
                "and": [
                    {"==": [{"var": ["home.prefecture"]}, "福島県"]},
                    {"not": [{"empty": [{"var": ["aim.other"]}]}]},
                    {"some": ["slots", {">": [{"var": ["hours"]}, 1]}]},
                    {"some": ["papers", {"==": [{"var": ["media_type"]}, "image/png"]}]},
                    {">": [{"var": ["sum_of_n"]}, 0]},
                ]
            },
        ),
    )


def test_fields_and_pages_are_found_by_their_keys() -> None:
    rows = question("group", "rows", fields=[question("text", "inner")])
    form = form_of_pages(page(question("text", "a"), rows))
    assert [field.key for field in form.all_fields()] == ["a", "rows", "inner"]
    assert form.field("rows").child("inner").type == "text"
    assert form.section("page").title.ja == "page"
    for missing in (lambda: form.field("inner"), lambda: form.section("other")):
        with pytest.raises(KeyError):
            missing()


def test_text_falls_back_to_japanese_and_can_lose_its_readings() -> None:
    full = LocalText("申請", "Application", "申《もう》し込《こ》み")
    assert [full.in_(locale) for locale in ("ja", "en", "ja-easy")] == [
        "申請",
        "Application",
        "申《もう》し込《こ》み",
    ]
    assert full.plain("ja-easy") == "申し込み"
    assert LocalText("｜お金《おかね》を払《はら》う").plain("ja") == "お金を払う"
    assert LocalText("申請").in_("en") == LocalText("申請").in_("ja-easy") == "申請"


def test_two_field_types_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two field types"):
        registry.register("text")(registry.FieldType)


def test_a_field_type_that_judges_nothing_is_unfinished() -> None:
    with pytest.raises(NotImplementedError):
        registry.FieldType().coerce(None, "", None)  # type: ignore[arg-type]
