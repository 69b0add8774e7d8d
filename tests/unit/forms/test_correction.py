"""Which answers may change in a correction, and by which rules they are judged."""

from typing import Any

from forms.answers import Context
from forms.correction import Correction, Request, correct
from forms.definition import FormDefinition
from tests.support.forms import (
    TODAY,
    choices,
    form_of_pages,
    judge,
    page,
    problems,
    question,
)
from tests.support.lookups import KnownFacts

AGENT = {"==": [{"var": ["who"]}, "agent"]}


def application() -> FormDefinition:
    """Who applies decides whether an agent is asked for, and whether a reason is required."""
    who = question("radio", "who", required=True, settings={"choices": choices("self", "agent")})
    return form_of_pages(
        page(
            who,
            question("name", "agent_name", required=True, visible_if=AGENT),
            question("text", "note"),
            key="person",
        ),
        page(question("text", "reason", required_if=AGENT), key="why"),
    )


def corrected(*asked: str, **typed: Any) -> Correction:
    form = application()
    in_force = judge(form, who="self", note="前のとおり").values
    return correct(Request(form, asked, in_force), typed, Context(TODAY, KnownFacts()))


def test_what_was_not_asked_for_stays_as_it_is_in_force() -> None:
    found = corrected("who", who="self", note="変えました")
    assert found.evaluation.values == {"who": "self", "note": "前のとおり"}


def test_what_was_asked_for_is_taken_from_what_was_typed() -> None:
    assert corrected("note", note="直しました").evaluation.values["note"] == "直しました"


def test_what_was_asked_for_and_not_typed_yet_is_as_in_force() -> None:
    assert corrected("note").evaluation.values["note"] == "前のとおり"


def test_a_required_answer_cannot_be_emptied() -> None:
    assert problems(corrected("who", who="").evaluation) == [("who", "required_choice")]


def test_a_question_that_a_mended_answer_brings_into_view_is_open_too() -> None:
    found = corrected("who", who="agent", agent_name="郡山　次郎", reason="入院のため")
    assert found.evaluation.problems == ()
    assert found.evaluation.values["agent_name"] == "郡山　次郎"


def test_an_answer_that_a_mended_one_requires_is_open_too() -> None:
    found = corrected("who", who="agent", agent_name="郡山　次郎")
    assert problems(found.evaluation) == [("reason", "required")]
    assert "reason" in found.open


def test_only_pages_with_an_open_question_in_view_are_shown() -> None:
    pages = {
        section.key: [field.key for field in section.fields]
        for section in corrected("who").open_form.sections
    }
    assert pages == {"person": ["who", "agent_name"]}


def test_a_page_comes_up_when_a_mended_answer_needs_it() -> None:
    shown = corrected("who", who="agent").open_form.sections
    assert [section.key for section in shown] == ["person", "why"]
