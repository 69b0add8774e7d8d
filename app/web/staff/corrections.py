"""The page on which a clerk says what the citizen has to mend."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.cases.queries.case import CaseView
from app.cases.service.corrections import Wanted, request_correction
from app.cases.service.desk import Order
from app.web.staff.case_forms import CorrectionForm
from app.web.staff.case_page import NOTHING_TRIED, Attempt, perform, view_of
from forms.definition import Section
from forms.fields import Shown, ShownItem
from forms.text import LocalText

#: An input's name is this and the key of its field.
REASON = "reason."
#: What only shows something cannot be mended.
NOT_ASKED = frozenset({"explanation", "computed"})

blueprint = Blueprint("corrections", __name__, url_prefix="/staff/cases/<reference>/correction")


@dataclass(frozen=True, slots=True)
class Question:
    """A field that can be mended, answered or not."""

    name: str
    label: LocalText
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    title: LocalText
    questions: tuple[Question, ...]


@blueprint.get("")
def show(reference: str) -> ResponseReturnValue:
    return page(reference)


@blueprint.post("")
def send(reference: str) -> ResponseReturnValue:
    form = CorrectionForm()

    def act(order: Order) -> None:
        wanted = Wanted(typed_reasons(), form.days.data, form.general.data or "")
        request_correction(order, wanted)

    return perform(form, reference, act, lambda attempt: page(reference, attempt))


def page(reference: str, attempt: Attempt = NOTHING_TRIED) -> str:
    case = view_of(reference)
    pages = list(question_pages(case))
    return render_template("staff/correction.html", case=case, pages=pages, attempt=attempt)


def typed_reasons() -> dict[str, str]:
    return {
        name.removeprefix(REASON): text
        for name, text in request.form.items()
        if name.startswith(REASON) and text.strip()
    }


def question_pages(case: CaseView) -> Iterator[QuestionPage]:
    answered = {item.path: item for section in case.sections for item in section.items}
    for section in case.head.definition.form.sections:
        questions = tuple(questions_of(section, answered))
        if questions:
            yield QuestionPage(section.title, questions)


def questions_of(section: Section, answered: dict[str, ShownItem]) -> Iterator[Question]:
    for field in section.fields:
        if field.type not in NOT_ASKED:
            item = answered.get(field.key)
            yield Question(REASON + field.key, field.label, item.shown if item else None)
