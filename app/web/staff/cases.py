"""The case page and the daily work on it."""

from io import BytesIO

from flask import Blueprint, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.cases.queries.case import case_file
from app.cases.service import work
from app.core.ids import as_typed
from app.web.session import signed_in
from app.web.staff.case_forms import CloseForm, GiveBackForm, NoteForm, TakeForm
from app.web.staff.case_page import perform, show_case

blueprint = Blueprint("cases", __name__, url_prefix="/staff/cases")


@blueprint.get("/find")
def find() -> ResponseReturnValue:
    """Go to the case of a reference, however it was typed; without one, back to the queue."""
    reference = as_typed(request.args.get("reference", ""))
    if not reference:
        return redirect(url_for("queue.show"), 303)
    return redirect(url_for("cases.show", reference=reference), 303)


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    return show_case(reference)


@blueprint.get("/<reference>/files/<attachment_id>")
def file(reference: str, attachment_id: str) -> ResponseReturnValue:
    """Always a download: what a citizen sent is never shown inside our own pages."""
    found = case_file(signed_in(), reference, attachment_id)
    return send_file(
        BytesIO(found.content),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.name,
    )


@blueprint.post("/<reference>/take")
def take(reference: str) -> ResponseReturnValue:
    return perform(TakeForm(), reference, work.take)


@blueprint.post("/<reference>/give-back")
def give_back(reference: str) -> ResponseReturnValue:
    return perform(GiveBackForm(), reference, work.give_back)


@blueprint.post("/<reference>/notes")
def note(reference: str) -> ResponseReturnValue:
    form = NoteForm()
    return perform(form, reference, lambda order: work.add_note(order, form.text.data))


@blueprint.post("/<reference>/close")
def close(reference: str) -> ResponseReturnValue:
    form = CloseForm()
    return perform(form, reference, lambda order: work.close(order, form.reason.data))
