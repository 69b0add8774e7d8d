"""Applying: a draft from its start to its last page."""

from flask import Blueprint, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.procedures.lookups import DatabaseLookups
from app.submissions import queries
from app.submissions.queries import DraftView
from app.submissions.service import drafts
from app.submissions.service.drafts import NotEditable
from app.web.citizen import actions, browser, form_page
from app.web.citizen.filling_in import Pages
from app.web.locale import current_locale
from forms.definition import Section

blueprint = Blueprint("apply", __name__)


@blueprint.post("/procedures/<procedure_id>/apply")
def start(procedure_id: str) -> ResponseReturnValue:
    started = drafts.start(procedure_id, current_locale(), browser.token())
    address = url_for("apply.resume", reference=started.reference)
    return browser.remember(make_response(redirect(address, 303)), started.token)


@blueprint.get("/procedures/<procedure_id>/apply")
def offer(procedure_id: str) -> ResponseReturnValue:
    """Lead to the procedure's page, which starts a draft or offers the open one."""
    return redirect(url_for("catalogue.show", procedure_id=procedure_id))


@blueprint.get("/submissions/<reference>/form")
def resume(reference: str) -> ResponseReturnValue:
    """Lead to the first page that is not complete, else to the review."""
    draft = queries.draft_view(reference, browser.token())
    waiting = form_page.journey(draft).first_incomplete()
    return redirect(form_page.DRAFT.address(reference, waiting), 303)


@blueprint.get("/submissions/<reference>/form/<section>")
def section(reference: str, section: str) -> ResponseReturnValue:
    try:
        return PAGES.show(reference, section)
    except NotEditable:
        return redirect(url_for("filed.status", reference=reference), 303)


@blueprint.post("/submissions/<reference>/form/<section>")
def answer(reference: str, section: str) -> ResponseReturnValue:
    return PAGES.answer(reference, section)


@blueprint.post("/submissions/<reference>/form/<section>/autosave")
def autosave(reference: str, section: str) -> ResponseReturnValue:
    PAGES.keep(reference, section)
    return "", 204


@blueprint.get("/address")
def address() -> ResponseReturnValue:
    """Answer the places of a postal code, for the button beside it."""
    towns = DatabaseLookups().towns(actions.digits(request.args.get("postal_code", "")))
    found = [
        {"prefecture": each.prefecture, "city": each.city, "town": each.town} for each in towns
    ]
    return jsonify(towns=found)


def editable_draft(reference: str) -> DraftView:
    """Raises NotFound, and NotEditable once it is filed: a correction has pages of its own."""
    draft = queries.draft_view(reference, browser.token())
    if not draft.is_editable:
        raise NotEditable(f"{reference} is {draft.state}")
    return draft


def nothing_to_prepare(reference: str, page: Section) -> None:
    """A draft's page is typed into as it is."""


PAGES = Pages(form_page.DRAFT, editable_draft, nothing_to_prepare)
