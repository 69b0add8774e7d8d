"""Answers typed again come to the same answers."""

from collections.abc import Mapping

import pytest

from forms.answers import read_page
from forms.definition import FormDefinition
from forms.retyped import retyped
from forms.values import Typed
from tests.support.answers import valid_form_data
from tests.support.forms import TODAY, choices, form_of, judge, question
from tests.support.lookups import KnownFacts

FILE: dict[str, Typed] = {
    "id": "1",
    "name": "住民票.pdf",
    "media_type": "application/pdf",
    "size": "1024",
    "sha256": "0" * 64,
}
CHOICES = {"choices": choices("a", "b")}


def everything() -> FormDefinition:
    """A form with every type of field that has an answer."""
    simple = ("textarea", "name", "kana", "date", "year_month", "integer", "money")
    plain = ("tel", "email", "postal_code", "corporate_number", "address", "bank_account")
    rows = [question("text", "row_text"), question("checkbox", "row_box")]
    return form_of(
        question("text", "padded", settings={"zero_pad": 8, "normalize": "digits"}),
        *(question(kind, f"a_{kind}") for kind in simple + plain),
        question("radio", "one", settings=CHOICES),
        question("select", "chosen", settings={**CHOICES, "other": True}),
        question("checkbox_group", "several", settings=CHOICES),
        question("checkbox", "ticked"),
        question("checkbox", "not_ticked"),
        question("group", "rows", fields=rows),
        question("file", "papers"),
        question("appointment", "place", settings={"resource": "rooms", "multiple": True}),
    )


def assert_comes_back(form: FormDefinition, typed: Mapping[str, Typed]) -> None:
    values = judge(form, **typed).values
    again = judge(form, **retyped(form, values))
    assert again.problems == ()
    assert again.values == values


def test_every_type_reads_back_its_own_answer() -> None:
    form = everything()
    data = valid_form_data(form, KnownFacts(), TODAY) | {"not_ticked": []}
    typed = read_page(form.fields(), data) | {"papers": [FILE]}
    assert judge(form, **typed).problems == ()
    assert_comes_back(form, typed)


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("chosen", {"other": "その他の選び方"}),
        ("several", ["b", "a"]),
        ("a_address", {"whole": "福島県郡山市朝日一丁目23番7号"}),
        ("rows", [{"row_text": "一行目", "row_box": "yes"}, {"row_text": "二行目"}]),
        ("place", ["place-2", "place-1"]),
        ("a_date", {"era": "reiwa", "year": "元", "month": "5", "day": "1"}),
        ("padded", "１２３"),
    ],
)
def test_an_answer_comes_back_as_it_was_stored(key: str, typed: Typed) -> None:
    form = FormDefinition(everything().sections)
    values = judge(form, **{key: typed}).values
    again = judge(form, **retyped(form, values))
    assert again.values[key] == values[key]


def test_what_was_not_answered_is_not_typed() -> None:
    form = form_of(question("text", "told"), question("text", "untold"))
    assert retyped(form, {"told": "はい"}) == {"told": "はい"}
