"""Every page of every procedure we bring, in every language, as a browser receives it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app.core.texts import LOCALES
from app.procedures.definition import ProcedureDefinition
from app.procedures.packs import read_pack
from app.web.questions import Page, known_answers, questions
from forms.answers import Context, evaluate_form
from forms.definition import Section
from forms.fields import type_names
from forms.journey import Journey
from tests.support.forms import TODAY, form_of, judge, question
from tests.support.lookups import KnownFacts
from tests.support.pages import PageReader, shown, small_application

SETTINGS = {
    "radio": {"list": "any"},
    "select": {"list": "any", "other": True},
    "checkbox_group": {"list": "any"},
    "appointment": {"resource": "any"},
    "computed": {"from": "fee"},
}


@pytest.fixture(scope="module")
def app() -> Flask:
    return small_application()


def pages() -> Iterator[tuple[ProcedureDefinition, Section]]:
    for packed in read_pack().procedures.values():
        for section in packed.content.form.sections:
            yield packed.content, section


def rendered(app: Flask, procedure: ProcedureDefinition, section: Section, language: str) -> str:
    """Return the page after an attempt to go on with nothing filled in: every problem shows."""
    evaluation = evaluate_form(procedure.form, {}, Context(TODAY, KnownFacts()))
    problems = Journey(procedure.form, evaluation).problems_of(section.key)
    page = Page(
        section=section,
        typed={},
        evaluation=evaluation,
        lookups=KnownFacts(),
        problems=problems,
    )
    return shown(
        app,
        "citizen/section.html",
        language,
        procedure=procedure,
        section=section,
        questions=questions(page),
        problems=problems,
        step=1,
        steps=2,
        back_address="/",
        save_address="/",
        resume="/",
        known_answers=known_answers(page),
        returning=False,
    )


@pytest.mark.parametrize("language", LOCALES)
def test_every_label_description_and_link_points_to_one_element(app: Flask, language: str) -> None:
    for procedure, section in pages():
        page = PageReader(rendered(app, procedure, section, language))
        place = f"{procedure.id}/{section.key}"
        assert len(page.ids()) == len(set(page.ids())), place
        assert page.references() <= set(page.ids()), place


def test_every_page_says_that_nothing_has_been_sent(app: Flask) -> None:
    for procedure, section in pages():
        assert "まだ送信していません" in rendered(app, procedure, section, "ja")


def test_no_page_has_scripts_or_styles_of_its_own(app: Flask) -> None:
    for procedure, section in pages():
        for element in PageReader(rendered(app, procedure, section, "ja")).elements:
            assert not any(name.startswith("on") for name in element.attributes)
            assert element.tag != "style"
            assert "style" not in element.attributes
            assert "placeholder" not in element.attributes


def test_a_page_with_problems_says_so_in_its_title_and_takes_the_focus(app: Flask) -> None:
    procedure, section = next(pages())
    page = rendered(app, procedure, section, "ja")
    assert "<title>エラー：" in page
    assert "data-focus" in page


@pytest.mark.parametrize("kind", type_names())
def test_every_field_type_has_a_template_that_names_its_input(app: Flask, kind: str) -> None:
    children: dict[str, Any] = {"fields": [question("text", "child")]} if kind == "group" else {}
    form = form_of(
        question(kind, settings=SETTINGS.get(kind, {}), required=kind == "group", **children)
    )
    page = Page(section=form.sections[0], typed={}, evaluation=judge(form), lookups=KnownFacts())
    [asked] = questions(page)
    names = PageReader(shown(app, asked.template, question=asked)).elements
    answers = [each for each in names if each.attributes.get("name", "").startswith("answer")]
    without = {"computed", "explanation", "appointment"}
    assert bool(answers) is (kind not in without)


def test_an_input_with_a_problem_is_described_by_it(app: Flask) -> None:
    form = form_of(question("name", required=True))
    evaluation = judge(form)
    page = Page(
        section=form.sections[0],
        typed={},
        evaluation=evaluation,
        lookups=KnownFacts(),
        problems=evaluation.problems,
    )
    [asked] = questions(page)
    name = PageReader(shown(app, asked.template, question=asked)).with_name("answer")
    assert name.attributes["aria-invalid"] == "true"
    assert name.attributes["aria-describedby"] == "answer-error"


def test_uploads_remind_of_the_number_on_the_card(app: Flask) -> None:
    form = form_of(question("file"))
    page = Page(section=form.sections[0], typed={}, evaluation=judge(form), lookups=KnownFacts())
    [asked] = questions(page)
    assert "裏面（個人番号）は写さないでください" in shown(app, asked.template, question=asked)
