"""A filed submission: finding it, following it, taking it back."""

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from app.core.errors import NotFound
from app.submissions import queries
from app.submissions.service import access, attachments, endings
from app.submissions.states import RUNNING, State
from app.web.citizen import browser, status_page

blueprint = Blueprint("filed", __name__)


@blueprint.get("/submissions")
def lookup() -> ResponseReturnValue:
    return render_template("citizen/lookup.html", reference="", code="", errors={})


@blueprint.post("/submissions")
def find() -> ResponseReturnValue:
    """Open a filing by reference and code; an unknown pair looks alike, whatever is wrong."""
    typed = {name: request.form.get(name, "") for name in ("reference", "code")}
    errors = {name: f"lookup.{name}_missing" for name, text in typed.items() if not text.strip()}
    if errors:
        return render_template("citizen/lookup.html", **typed, errors=errors), 422
    try:
        opened = access.open_by_code(typed["reference"], typed["code"], browser.token())
    except NotFound:
        errors = {"reference": "lookup.unknown"}
        return render_template("citizen/lookup.html", **typed, errors=errors), 404
    address = url_for("filed.status", reference=opened.reference)
    return browser.remember(make_response(redirect(address, 303)), opened.token)


@blueprint.get("/submissions/<reference>")
def status(reference: str) -> ResponseReturnValue:
    if queries.state_of(reference, browser.token()) is State.DRAFT:
        return redirect(url_for("way_back.show", reference=reference), 303)
    filed = queries.filed_view(reference, browser.token())
    just_filed = request.args.get("filed") == "1"
    variables = status_page.context(filed, just_filed=just_filed)
    return render_template("citizen/status.html", **variables)


@blueprint.get("/submissions/<reference>/withdraw")
def ask_withdrawal(reference: str) -> ResponseReturnValue:
    filed = queries.filed_view(reference, browser.token())
    if filed.state not in RUNNING:
        return redirect(url_for("filed.status", reference=reference), 303)
    return render_template("citizen/withdraw.html", **status_page.withdrawal(filed))


@blueprint.post("/submissions/<reference>/withdraw")
def withdraw(reference: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    if request.form.get("confirm") != "true":
        filed = queries.filed_view(reference, browser.token())
        errors = {"confirm": "withdraw.confirm_missing"}
        variables = status_page.withdrawal(filed, reason=reason, errors=errors)
        return render_template("citizen/withdraw.html", **variables), 422
    endings.withdraw(reference, browser.token(), reason)
    return redirect(url_for("filed.status", reference=reference), 303)


@blueprint.get("/submissions/<reference>/files/<attachment_id>")
def file(reference: str, attachment_id: str) -> ResponseReturnValue:
    """Send a file to whoever holds its filing (Lessons 26, 27); always as a download."""
    stored = attachments.read_as_holder(reference, browser.token(), attachment_id)
    response = Response(stored.content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=stored.name)
    return response
