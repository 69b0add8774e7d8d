"""Mending what the city asks to be mended: only those questions, on pages like a draft's."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cases.queries.answering import CorrectionView, correction_view
from app.cases.service import answering
from app.submissions import queries
from app.submissions.policy import must_sign
from app.submissions.queries import DraftView
from app.submissions.service.drafts import NotEditable
from app.submissions.states import State
from app.web.citizen import browser, form_page, status_page
from app.web.citizen.filling_in import Pages
from app.web.locale import current_locale
from forms.definition import Field, Section
from forms.display import display
from forms.fields import Shown
from forms.problems import Problem
from forms.text import LocalText

blueprint = Blueprint("correction", __name__)


@dataclass(frozen=True, slots=True)
class Point:
    """One answer to mend: why, what it is now, and where."""

    label: LocalText
    reason: str
    answer: Shown | None
    address: str | None  #: None once a mended answer has taken it out of view
    done: bool
    problems: tuple[Problem, ...]


@blueprint.get("/submissions/<reference>/correct")
def show(reference: str) -> ResponseReturnValue:
    """Lead on to the filing where nothing is to be mended, also right after it was sent."""
    if queries.state_of(reference, browser.token()) is not State.RETURNED:
        return redirect(url_for("filed.status", reference=reference), 303)
    return page(reference)


@blueprint.post("/submissions/<reference>/correct")
def send(reference: str) -> ResponseReturnValue:
    """Send what was mended; sent twice, the second time shows the filing (Lesson 21)."""
    answered = answering.answer_correction(reference, browser.token())
    if answered.problems:
        return page(reference), 422
    if answered.must_sign:
        return redirect(url_for("sign.show", reference=reference), 303)
    return redirect(url_for("filed.status", reference=reference), 303)


@blueprint.get("/submissions/<reference>/correct/<section>")
def section(reference: str, section: str) -> ResponseReturnValue:
    try:
        return PAGES.show(reference, section)
    except NotEditable:
        return redirect(url_for("correction.show", reference=reference), 303)


@blueprint.post("/submissions/<reference>/correct/<section>")
def answer(reference: str, section: str) -> ResponseReturnValue:
    return PAGES.answer(reference, section)


@blueprint.post("/submissions/<reference>/correct/<section>/autosave")
def autosave(reference: str, section: str) -> ResponseReturnValue:
    PAGES.keep(reference, section)
    return "", 204


def page(reference: str) -> str:
    filed = queries.filed_view(reference, browser.token())
    view = correction_view(reference, browser.token())
    identity = view.draft.published.definition.identity
    return render_template(
        "citizen/correction.html",
        submission=status_page.heading(filed),
        points=list(points(view)),
        general=view.request.general or None,
        due=view.request.due_on,
        can_send=view.can_send,
        send_address=url_for("correction.send", reference=reference),
        signs_again=must_sign(identity) and identity.sign_corrections,
    )


def points(view: CorrectionView) -> Iterator[Point]:
    """Yield what was asked for, and what a mended answer makes necessary beside it."""
    for section in view.draft.published.definition.form.sections:
        for field in section.fields:
            if field.key in view.request.reasons or view.problems_of(field.key):
                yield point(view, section, field)


def point(view: CorrectionView, section: Section, field: Field) -> Point:
    value, lookups = view.draft.evaluation.values.get(field.key), view.draft.lookups
    return Point(
        label=field.label,
        reason=view.request.reasons.get(field.key, ""),
        answer=None if value is None else display(field, value, current_locale(), lookups),
        address=page_address(view.draft, section, field.key),
        done=view.is_done(field.key),
        problems=view.problems_of(field.key),
    )


def page_address(draft: DraftView, section: Section, key: str) -> str | None:
    if key not in draft.evaluation.visible:
        return None
    return f"{form_page.CORRECTION.address(draft.reference, section)}?from=review#{key}"


def draft_of_correction(reference: str) -> DraftView:
    return correction_view(reference, browser.token()).draft


def take_over(reference: str, page: Section) -> None:
    keys = [field.key for field in page.fields]
    answering.begin(reference, browser.token(), keys)


PAGES = Pages(form_page.CORRECTION, draft_of_correction, take_over)
