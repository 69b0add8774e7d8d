"""Groups of rows, uploaded files, appointments, and fields that only show something."""

from typing import Any

import pytest

from forms.answers import read_page
from forms.fields import field_type
from tests.support.forms import choices, codes, coerce, field_of, form_of, judge, problems, question
from tests.support.lookups import NOWHERE, KnownFacts

ITEMS = question(
    "group",
    "items",
    required=True,
    settings={"min": 1, "max": 2},
    fields=[
        question("select", "item", required=True, settings={"choices": choices("chair", "bed")}),
        question("integer", "quantity", required=True, settings={"min": 1, "max": 10}),
        question("text", "note", visible_if={">": [{"var": ["quantity"]}, {"var": ["free"]}]}),
        question("checkbox", "broken"),
    ],
)
FREE = question("integer", "free")
PDF = {
    "id": "f1",
    "name": "証明書.pdf",
    "media_type": "application/pdf",
    "size": "900",
    "sha256": "ab",
}


def test_rows_are_read_in_the_order_of_their_numbers() -> None:
    inputs = {"items.3.item": ["bed"], "items.0.item": ["chair"], "items.0.quantity": ["2"]}
    assert read_page(form_of(FREE, ITEMS).fields(), inputs) == {
        "items": [
            {"item": "chair", "quantity": "2", "broken": ""},
            {"item": "bed", "broken": ""},
        ]
    }


def test_page_without_rows_changes_none_unless_it_says_so() -> None:
    form = form_of(FREE, ITEMS)
    assert read_page(form.fields(), {"free": ["1"]}) == {"free": "1"}
    assert read_page(form.fields(), {"items": [""]}) == {"items": []}


def test_rows_with_nothing_in_them_do_not_count() -> None:
    evaluation = judge(form_of(FREE, ITEMS), items=[{"item": "", "broken": ""}])
    assert problems(evaluation) == [("items", "required_rows")]


def test_problems_of_rows_say_which_row_was_typed_wrongly() -> None:
    evaluation = judge(
        form_of(FREE, ITEMS),
        items=[{"item": "", "quantity": ""}, {"item": "sofa", "quantity": "11"}],
    )
    assert problems(evaluation) == [
        ("items.1.item", "choice_unknown"),
        ("items.1.quantity", "too_large"),
    ]


def test_rows_look_at_earlier_answers_outside() -> None:
    form = form_of(FREE, ITEMS)
    rows: list[dict[str, Any]] = [{"item": "bed", "quantity": "3", "note": "重い"}]
    shown = judge(form, free="2", items=rows)
    hidden = judge(form, free="3", items=rows)
    assert shown.values["items"] == [
        {"item": "bed", "quantity": 3, "note": "重い", "broken": False}
    ]
    assert hidden.values["items"] == [{"item": "bed", "quantity": 3, "broken": False}]
    assert "items.0.note" in shown.visible - hidden.visible


@pytest.mark.parametrize(
    ("least", "rows", "code"), [(2, 1, "too_few_rows"), (1, 3, "too_many_rows")]
)
def test_number_of_rows_is_limited(least: int, rows: int, code: str) -> None:
    form = form_of(FREE, ITEMS | {"settings": {"min": least, "max": 2}})
    typed: list[dict[str, Any]] = [{"item": "bed", "quantity": "1"}] * rows
    assert problems(judge(form, items=typed)) == [("items", code)]


def test_warnings_of_rows_have_paths_too() -> None:
    form = form_of(question("group", "people", fields=[question("name", "person")]))
    evaluation = judge(form, people=[{"person": "Mаria"}])
    assert [warning.path for warning in evaluation.warnings] == ["people.0.person"]


def test_rows_are_shown_and_exported_row_by_row() -> None:
    field = form_of(FREE, ITEMS).field("items")
    kind = field_type("group")
    shown = kind.display(field, [{"item": "bed", "quantity": 3}], "ja", KnownFacts())
    assert shown.lines == ("item: bedを選ぶ / quantity: 3",)
    assert [item.path for item in shown.rows[0]] == ["items.0.item", "items.0.quantity"]
    assert kind.export(field, [{"item": "bed", "quantity": 3}]) == (
        "item=bed; quantity=3; note=; broken=",
    )
    assert kind.export(field, None) == ("",)


def test_files_are_stored_with_what_the_server_found() -> None:
    assert coerce("file", [PDF]).value == [PDF | {"size": 900}]
    assert read_page([field_of("file")], {"answer": ["C:\\fakepath\\a.pdf"]}) == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"media_type": "application/x-msdownload"}, "file_format"),
        ({"size": str(10 * 1024 * 1024 + 1)}, "file_too_large"),
        ({"sha256": ""}, "file_unreadable"),
    ],
)
def test_wrong_files_are_refused(change: dict[str, str], code: str) -> None:
    assert codes(coerce("file", [PDF | change])) == [code]


def test_number_of_files_is_limited() -> None:
    assert codes(coerce("file", [PDF, PDF], max_files=1)) == ["too_many_files"]


def test_missing_file_asks_for_a_file() -> None:
    form = form_of(question("file", required=True))
    assert problems(judge(form, answer=[])) == [("answer", "required_file")]


def test_files_are_shown_and_exported_by_name() -> None:
    field, kind = field_of("file"), field_type("file")
    assert kind.display(field, [PDF], "ja", KnownFacts()).text == "証明書.pdf"
    assert kind.export(field, [PDF]) == ("証明書.pdf",)
    assert kind.export(field, None) == ("",)


def test_places_are_stored_with_the_facts_of_the_day() -> None:
    result = coerce("appointment", ["am"], resource="room")
    assert result.value == [{"id": "am", "date": "2027-01-15", "label": "午前 am", "hours": 3}]


@pytest.mark.parametrize(
    ("typed", "settings", "code"),
    [
        (["am", "pm"], {}, "one_place_only"),
        ([NOWHERE], {}, "place_gone"),
        (["am"], {"min_days_ahead": 60}, "place_too_early"),
    ],
)
def test_wrong_places_are_refused(typed: list[str], settings: dict[str, Any], code: str) -> None:
    assert codes(coerce("appointment", typed, resource="room", **settings)) == [code]


def test_several_places_are_read_shown_and_exported() -> None:
    field = field_of("appointment", settings={"resource": "room", "multiple": True})
    kind = field_type("appointment")
    assert read_page([field], {"answer": ["pm", "", "am"]}) == {"answer": ["pm", "am"]}
    value = coerce("appointment", ["pm", "am"], resource="room", multiple=True).value
    assert kind.display(field, value, "ja", KnownFacts()).lines[0] == "令和9年1月15日（金） 午前 am"
    assert kind.export(field, value) == ("2027-01-15 午前 am、2027-01-15 午前 pm",)


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en", "15 January 2027 Morning"),
        ("ja", "令和9年1月15日（金） 午前"),
        ("ja-easy", "令和9年1月15日（金） ごぜん"),
    ],
)
def test_places_are_shown_in_the_reader_s_language(locale: str, shown: str) -> None:
    place = {"id": "am", "date": "2027-01-15", "label": "午前"}
    labels = {"label_en": "Morning", "label_ja-easy": "ごぜん"}
    field = field_of("appointment", settings={"resource": "room"})
    display = field_type("appointment").display(field, [place | labels], locale, KnownFacts())
    assert display.text == shown


def test_earlier_answer_can_be_given_again() -> None:
    earlier = coerce("appointment", ["am"], resource="room").value
    assert coerce("appointment", earlier, resource="room").value == earlier


def test_one_place_in_a_plain_input_is_read_as_well() -> None:
    assert coerce("appointment", "am", resource="room").problems == ()


@pytest.mark.parametrize("kind", ["explanation", "computed"])
def test_fields_that_only_show_something_have_no_answer(kind: str) -> None:
    settings = {"from": "fee"} if kind == "computed" else {}
    form = form_of(question(kind, settings=settings))
    field = form.field("answer")
    assert read_page([field], {"answer": ["1"]}) == {}
    assert judge(form, answer="1").values == {}
    assert field_type(kind).export_columns(field) == field_type(kind).export(field, None) == ()


def test_every_type_names_its_template_and_shape() -> None:
    assert field_type("group").template == "fields/group.html"
    assert field_type("group").value_shape.value == "rows"
