"""Choosing one, several, or yes and no."""

from typing import Any

import pytest

from forms.answers import read_page
from forms.fields import field_type
from forms.values import Typed
from tests.support.forms import choices, codes, coerce, field_of, form_of, judge, problems, question
from tests.support.lookups import KnownFacts

FEW = {"choices": choices("post", "counter")}
OPEN = FEW | {"other": True}


@pytest.mark.parametrize("kind", ["radio", "select"])
def test_one_of_the_choices_is_accepted_and_nothing_else(kind: str) -> None:
    assert coerce(kind, "post", **FEW).value == "post"
    assert codes(coerce(kind, "pigeon", **FEW)) == ["choice_unknown"]


def test_choices_may_come_from_a_reference_list() -> None:
    assert coerce("select", "a", list="offices").value == "a"
    field = field_of("select", settings={"list": "offices"})
    assert field_type("select").display(field, "a", "ja", KnownFacts()).text == "甲"


def test_choice_that_left_the_list_keeps_its_code_when_shown() -> None:
    field = field_of("select", settings={"list": "offices"})
    assert field_type("select").display(field, "closed", "ja", KnownFacts()).text == "closed"


@pytest.mark.parametrize(
    ("inputs", "typed"),
    [
        ({"answer": ["other"], "answer.other": ["花見"]}, {"other": "花見"}),
        ({"answer": [""], "answer.other": ["花見"]}, {"other": "花見"}),
        ({"answer": ["post"], "answer.other": ["花見"]}, "post"),
        ({"answer": ["other"]}, {"other": ""}),
    ],
)
def test_free_text_counts_where_nothing_of_the_list_was_chosen(
    inputs: dict[str, list[str]], typed: Typed
) -> None:
    form = form_of(question("select", settings=OPEN))
    assert read_page(form.fields(), inputs) == {"answer": typed}


def test_free_text_is_an_answer_of_its_own() -> None:
    assert coerce("select", {"other": " 花見 "}, **OPEN).value == {"other": "花見"}
    assert codes(coerce("select", {"other": " "}, **OPEN)) == ["other:required"]
    assert codes(coerce("select", {"other": "花\ue000"}, **OPEN)) == ["other:forbidden_character"]
    assert codes(coerce("select", {"other": "花見"}, **FEW)) == ["choice_unknown"]


def test_free_text_is_shown_and_exported() -> None:
    field = field_of("select", settings=OPEN)
    kind = field_type("select")
    assert kind.display(field, {"other": "花見"}, "ja-easy", KnownFacts()).text == "その他: 花見"
    assert kind.display(field, "post", "ja", KnownFacts()).text == "postを選ぶ"
    assert kind.export(field, {"other": "花見"}) == ("花見",)
    assert kind.export(field, None) == ("",)


def test_several_choices_are_stored_in_the_order_of_the_list() -> None:
    assert coerce("checkbox_group", ["counter", "post"], **FEW).value == ["post", "counter"]
    assert codes(coerce("checkbox_group", ["post", "pigeon"], **FEW)) == ["choice_unknown"]
    assert coerce("checkbox_group", "post", **FEW).value == ["post"]


@pytest.mark.parametrize(
    ("settings", "typed", "code"),
    [
        ({"min": 2}, ["post"], "too_few_choices"),
        ({"max": 1}, ["post", "counter"], "too_many_choices"),
    ],
)
def test_number_of_choices_is_limited(
    settings: dict[str, Any], typed: list[str], code: str
) -> None:
    assert codes(coerce("checkbox_group", typed, **FEW, **settings)) == [code]


def test_several_choices_are_shown_and_exported_together() -> None:
    field = field_of("checkbox_group", settings=FEW)
    kind = field_type("checkbox_group")
    shown = kind.display(field, ["post", "counter"], "ja", KnownFacts())
    assert shown.text == "postを選ぶ、counterを選ぶ"
    assert kind.display(field, ["post"], "en", KnownFacts()).text == "postを選ぶ"
    assert kind.export(field, ["post", "counter"]) == ("post counter",)
    assert kind.export(field, None) == ("",)


def test_boxes_that_are_not_ticked_are_read_as_such() -> None:
    form = form_of(question("checkbox"), question("checkbox_group", "several", settings=FEW))
    assert read_page(form.fields(), {}) == {"answer": "", "several": []}
    assert judge(form).values == {"answer": False}


@pytest.mark.parametrize("typed", ["yes", "true", "on", "1"])
def test_ticked_box_is_true_whatever_its_value_is_called(typed: str) -> None:
    assert coerce("checkbox", typed).value is True


def test_consent_has_to_be_given() -> None:
    form = form_of(question("checkbox", settings={"must_be_true": True}))
    assert problems(judge(form)) == [("answer", "must_agree")]
    assert judge(form, answer="yes").values == {"answer": True}


def test_yes_and_no_are_shown_in_words_and_exported_as_digits() -> None:
    field, kind = field_of("checkbox"), field_type("checkbox")
    assert kind.display(field, True, "ja", KnownFacts()).text == "はい"
    assert kind.display(field, False, "en", KnownFacts()).text == "No"
    assert [kind.export(field, value) for value in (True, False, None)] == [("1",), ("0",), ("",)]


def test_required_choice_asks_to_choose() -> None:
    form = form_of(question("radio", required=True, settings=FEW))
    assert problems(judge(form)) == [("answer", "required_choice")]


def test_fixed_answer_is_given_whatever_was_typed() -> None:
    form = form_of(question("radio", settings=FEW, prefill="fixed.post", read_only=True))
    assert judge(form, answer="counter").values == {"answer": "post"}
    assert read_page(form.fields(), {"answer": ["counter"]}) == {}
