"""Questions as their templates see them."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.web.questions import OpenDay, Page, Place, Question, known_answers, questions
from forms.context import Town
from forms.definition import FormDefinition
from forms.problems import Problem
from forms.text import LocalText
from forms.values import Typed
from tests.support.forms import choices, form_of, form_of_pages, judge, page, question
from tests.support.lookups import KnownFacts

IS_A = {"==": [{"var": ["kind"]}, "a"]}


def shown(form: FormDefinition, typed: Mapping[str, Typed], number: int = 0, **others: Any) -> Page:
    return Page(
        section=form.sections[number],
        typed=typed,
        evaluation=judge(form, **typed),
        lookups=KnownFacts(),
        **others,
    )


def only(kind: str, typed: Any = "", **others: Any) -> Question:
    """The one question of a page, as it is after `typed`."""
    rest = {
        name: others.pop(name) for name in ("open_days", "towns", "fee", "problems") & others.keys()
    }
    [asked] = questions(shown(form_of(question(kind, **others)), {"answer": typed}, **rest))
    return asked


def kind_and(**others: Any) -> FormDefinition:
    radio = question("radio", "kind", settings={"choices": choices("a", "b")})
    return form_of(radio, question("text", "detail", **others))


def test_a_question_decided_on_the_same_page_is_always_there() -> None:
    form = kind_and(visible_if=IS_A)
    asked = questions(shown(form, {"kind": "b"}))
    assert [each.path for each in asked] == ["kind", "detail"]
    assert json.loads(asked[1].visible_if or "") == IS_A


def two_pages(**others: Any) -> FormDefinition:
    first = page(question("radio", "kind", settings={"choices": choices("a", "b")}), key="first")
    return form_of_pages(
        first, page(question("text", "always"), question("text", "detail", **others))
    )


def test_a_question_decided_on_an_earlier_page_comes_or_does_not() -> None:
    form = two_pages(visible_if=IS_A)
    assert [each.path for each in questions(shown(form, {"kind": "b"}, 1))] == ["always"]
    [_, detail] = questions(shown(form, {"kind": "a"}, 1))
    assert detail.visible_if is None


def test_conditions_on_a_page_learn_the_answers_of_other_pages() -> None:
    on_both = {"or": [IS_A, {"==": [{"var": ["always"]}, "x"]}]}
    form = two_pages(visible_if=on_both)
    assert json.loads(known_answers(shown(form, {"kind": "a", "always": "x"}, 1))) == {"kind": "a"}


def test_required_depends_on_earlier_answers_only_where_they_are_known() -> None:
    form = two_pages(required_if=IS_A)
    assert questions(shown(form, {"kind": "a"}, 1))[1].required
    assert not questions(shown(form, {"kind": "b"}, 1))[1].required
    [_, here] = questions(shown(kind_and(required_if=IS_A), {"kind": "a"}))
    assert (here.required, here.sometimes_required) == (False, True)


def test_problems_of_parts_belong_to_the_question() -> None:
    wrong = Problem("answer.city", "required", LocalText("市区町村"))
    other = Problem("answers", "required", LocalText("ほか"))
    asked = only("address", {"city": ""}, problems=[wrong, other])
    assert asked.problems == asked.problems_at("answer.city") == [wrong]
    assert asked.is_marked


def test_rows_mark_their_own_questions() -> None:
    wrong = Problem("answer.0.qty", "required", LocalText("個数"))
    group = only(
        "group",
        [{"qty": "x"}],
        required=True,
        fields=[question("integer", "qty")],
        problems=[wrong],
    )
    assert not group.is_marked
    assert group.rows[0][0].problems == [wrong]


def test_a_required_group_shows_an_empty_row_to_begin_with() -> None:
    group = only("group", required=True, settings={"max": 1}, fields=[question("text", "name")])
    assert [[each.path for each in row] for row in group.rows] == [["answer.0.name"]]
    assert not group.may_grow


def test_an_optional_group_begins_without_rows() -> None:
    group = only("group", fields=[question("text", "name")])
    assert (group.rows, group.may_grow) == ([], True)


def test_conditions_within_a_row_are_judged_in_the_row() -> None:
    is_other = {"==": [{"var": ["item"]}, "other"]}
    fields = [question("text", "item"), question("text", "detail", visible_if=is_other)]
    [[item, detail]] = only("group", [{"item": "棚"}], fields=fields).rows
    assert (item.typed_text, item.scope, item.visible_if) == ("棚", "answer.0", None)
    assert json.loads(detail.visible_if or "") == is_other


def test_a_warning_stands_at_its_question() -> None:
    asked = only("textarea", "番号は123456789018です")
    assert [each.code for each in asked.warnings_at("answer")] == ["my_number_suspected"]


def test_a_date_pasted_as_a_whole_is_shown_in_the_year() -> None:
    asked = only("date", "令和元年5月1日")
    assert (asked.typed_part("year"), asked.typed_part("month")) == ("令和元年5月1日", "")


def test_a_day_from_a_card_is_split_into_its_inputs() -> None:
    asked = only("date", "1985-04-09")
    assert [asked.typed_part(each) for each in ("era", "year", "month", "day")] == [
        "",
        "1985",
        "04",
        "09",
    ]


def test_parts_that_were_not_typed_are_empty() -> None:
    asked = only("address", {"city": "郡山市"})
    assert (asked.typed_part("city"), asked.typed_part("town")) == ("郡山市", "")
    assert asked.typed_text == ""


def test_a_part_that_is_no_text_is_empty() -> None:
    assert only("address", {"city": ["郡山市"]}).typed_part("city") == ""


def test_chosen_places_are_known_by_their_ids() -> None:
    days = [OpenDay(date(2027, 1, 15), [Place("p1", "午前")])]
    asked = only("appointment", ["p1"], settings={"resource": "room"}, open_days={"answer": days})
    assert (asked.typed_list, asked.days) == (["p1"], days)
    assert only("appointment", [{"id": "p2"}], settings={"resource": "room"}).typed_list == ["p2"]
    assert only("appointment", settings={"resource": "room"}).days == ()


def test_something_outside_the_list_is_recognised() -> None:
    settings = {"list": "reasons", "other": True}
    assert only("select", {"other": "引越し"}, settings=settings).is_other
    assert not only("select", "a", settings=settings).is_other
    assert [each.value for each in only("select", settings=settings).choices] == ["a", "b"]


def test_an_address_tells_what_its_postal_code_stands_for() -> None:
    towns = [Town("福島県", "郡山市", "朝日一丁目")]
    assert only("address", towns={"answer": towns}).towns == towns
    assert only("address").towns is None


def test_browsers_may_fill_in_what_is_about_the_applicant() -> None:
    mine = only("address", role="applicant.address")
    theirs = only("address", role="beneficiary.address")
    assert (mine.is_about_the_applicant, theirs.is_about_the_applicant) == (True, False)


def test_hints_come_from_the_type() -> None:
    asked = only("email", role="applicant.email")
    assert (asked.inputmode, asked.autocomplete, asked.width) == ("email", "email", "full")
    assert (asked.template, asked.help) == ("fields/email.html", None)


def test_files_say_which_formats_are_accepted() -> None:
    file = {"id": "f1", "name": "減免.pdf", "size": "1024"}
    asked = only("file", [file], settings={"formats": ["pdf", "jpg"]})
    assert (asked.formats, asked.accept, asked.typed_rows) == ("PDF, JPG", ".pdf,.jpg", [file])


def test_a_computed_field_shows_the_fee_or_its_expression() -> None:
    assert only("computed", settings={"from": "fee"}, fee="1,800円").shown == "1,800円"
    assert only("computed", settings={"expression": {"+": [1200, 34]}}).shown == "1,234"
    assert only("computed", settings={"expression": {"+": ["x", 1]}}).shown is None
    assert only("computed", settings={"expression": None, "from": "fee"}).shown is None


def test_places_wait_for_the_answer_that_says_whose_they_are() -> None:
    radio = question("radio", "kind", settings={"choices": choices("a", "b")})
    settings = {"resource": "rooms", "resource_from": "kind"}
    form = form_of(radio, question("appointment", "place", settings=settings))
    waiting = [questions(shown(form, typed))[1].waits_for_choice for typed in ({}, {"kind": "a"})]
    assert waiting == [True, False]
