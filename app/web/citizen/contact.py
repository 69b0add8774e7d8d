"""Checking whether mail reaches the address of a filing; nobody has to."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import Invalid
from app.verification.queries.contact import contact_view
from app.verification.service import contact
from app.web.citizen import browser

blueprint = Blueprint("contact", __name__, url_prefix="/submissions/<reference>/contact")


@blueprint.get("")
def show(reference: str) -> str:
    return page(reference)


@blueprint.post("/code")
def send(reference: str) -> ResponseReturnValue:
    contact.send_code(reference, browser.token())
    return redirect(url_for("contact.show", reference=reference), 303)


@blueprint.post("")
def confirm(reference: str) -> ResponseReturnValue:
    try:
        contact.confirm(reference, browser.token(), request.form.get("code", ""))
    except Invalid as error:
        return page(reference, error.problems), 422
    return redirect(url_for("contact.show", reference=reference), 303)


def page(reference: str, errors: Mapping[str, str] | None = None) -> str:
    view = contact_view(reference, browser.token())
    return render_template(
        "citizen/contact.html",
        procedure=view.published.definition,
        address=view.address,
        is_confirmed=view.is_confirmed,
        code_sent=view.code_sent,
        code=request.form.get("code", ""),
        errors=errors or {},
        confirm_address=url_for("contact.confirm", reference=reference),
        send_address=url_for("contact.send", reference=reference),
        back_address=url_for("filed.status", reference=reference),
    )
