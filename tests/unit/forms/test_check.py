"""Dead ends are found before anybody walks into them."""

from typing import Any

from forms.check import dead_ends
from forms.context import Choice
from forms.text import LocalText
from tests.support.forms import choices, form_of, form_of_pages, page, question
from tests.support.lookups import KnownFacts

FEW = {"choices": choices("post", "counter")}


def found(*fields: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each.path, each.code) for each in dead_ends(form_of(*fields), KnownFacts())]


def test_comparing_with_a_value_nobody_can_choose_is_found() -> None:
    condition = {"in": [{"var": ["how"]}, ["post", "pigeon"]]}
    assert found(
        question("radio", "how", settings=FEW), question("text", visible_if=condition)
    ) == [("answer.visible_if", "unknown_choice")]


def test_question_that_no_answers_show_is_found() -> None:
    never = {"and": [{"==": [{"var": ["how"]}, "post"]}, {"==": [{"var": ["how"]}, "counter"]}]}
    assert found(question("radio", "how", settings=FEW), question("text", required_if=never)) == [
        ("answer.required_if", "never_true")
    ]


def test_condition_on_a_page_is_checked_too() -> None:
    form = form_of_pages(
        page(question("checkbox", "agree")),
        page(question("text", "x"), key="two", visible_if={"==": [{"var": ["agree"]}, "yes"]}),
    )
    findings = dead_ends(form, KnownFacts())
    assert [(each.path, each.code) for each in findings] == [("two.visible_if", "never_true")]


def test_list_without_choices_is_found() -> None:
    form = form_of(question("select", settings={"list": "offices"}))
    findings = dead_ends(form, KnownFacts(lists={"offices": []}))
    assert [(each.path, each.code) for each in findings] == [("answer", "empty_list")]


def test_sound_conditions_are_left_alone() -> None:
    assert not found(
        question("select", "how", settings=FEW | {"other": True}),
        question("integer", "copies"),
        question("text", "a", visible_if={"==": ["other", {"var": ["how"]}]}),
        question("text", "b", visible_if={">": [{"var": ["copies"]}, 100]}),
        question("text", "c", visible_if={"!=": [{"var": ["how"]}, None]}),
        question("text", "d", visible_if={"==": [{"var": ["a"]}, {"var": ["b"]}]}),
    )


def test_too_many_combinations_are_believed() -> None:
    many = [Choice(f"v{number}", LocalText("値")) for number in range(200)]
    names = ("a", "b", "c")
    impossible = {"and": [{"==": [{"var": [name]}, 1]} for name in names]}
    form = form_of(
        *(question("select", name, settings={"list": "many"}) for name in names),
        question("text", visible_if=impossible),
    )
    codes = {each.code for each in dead_ends(form, KnownFacts(lists={"many": many}))}
    assert codes == {"unknown_choice"}
