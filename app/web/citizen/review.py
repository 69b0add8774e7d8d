"""The last page before filing: every answer, what it costs, and the button that sends it."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.procedures.definition import IdentityMeans
from app.submissions import queries
from app.submissions.queries import DraftView
from app.submissions.service import filing
from app.submissions.states import State
from app.web.citizen import browser, form_page, shop_window
from app.web.locale import current_locale
from forms.display import show_answers
from forms.problems import Problem

blueprint = Blueprint("review", __name__)


@blueprint.get("/submissions/<reference>/review")
def show(reference: str) -> ResponseReturnValue:
    draft = queries.draft_view(reference, browser.token())
    if not draft.is_editable:
        return redirect(url_for("filed.status", reference=reference), 303)
    return render_template("citizen/review.html", **context(draft))


@blueprint.post("/submissions/<reference>/review")
def send(reference: str) -> ResponseReturnValue:
    """File the draft; sent twice, the second time shows the filing (Lesson 21)."""
    filed = filing.file(reference, browser.token())
    if filed.problems:
        draft = queries.draft_view(reference, browser.token())
        return render_template("citizen/review.html", **context(draft, filed.problems)), 422
    if filed.state is State.AWAITING_IDENTITY:
        return redirect(url_for("sign.show", reference=reference), 303)
    if filed.state is State.AWAITING_PAYMENT:
        return redirect(url_for("payment.show", reference=reference), 303)
    return redirect(url_for("filed.status", reference=reference, filed=1), 303)


def context(draft: DraftView, problems: tuple[Problem, ...] = ()) -> dict[str, object]:
    """Return the variables of `citizen/review.html`."""
    definition = draft.published.definition
    journey = form_page.journey(draft)
    last = journey.sections[-1]
    signed = definition.identity.requires is IdentityMeans.SIGNATURE
    change = {
        section.key: f"{form_page.DRAFT.address(draft.reference, section)}?from=review"
        for section in journey.sections
    }
    return {
        "procedure": definition,
        "sections": show_answers(
            definition.form, draft.evaluation.values, current_locale(), draft.lookups
        ),
        "change": change,
        "pages": {
            field.key: change[section.key]
            for section in journey.sections
            for field in section.fields
        },
        "problems": problems or draft.evaluation.problems,
        "warnings": draft.evaluation.warnings,
        "quote": form_page.quote_so_far(draft) if definition.fee.lines else None,
        "refunds": shop_window.refunds(definition.fee),
        "steps": len(journey.sections) + 1,
        "back_address": form_page.DRAFT.address(draft.reference, last),
        "send_address": url_for("review.send", reference=draft.reference),
        "statement_key": "statement.signed" if signed else "statement.typed",
    }
