"""The page on which a clerk records the identity documents that somebody showed at the counter."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.adapters import COUNTER_DOCUMENTS
from app.core.errors import Invalid
from app.verification.service.counter import record_counter_check
from app.web.session import signed_in
from app.web.staff.case_page import view_of

blueprint = Blueprint("counter_identity", __name__, url_prefix="/staff/cases/<reference>/identity")


@blueprint.get("")
def show(reference: str) -> ResponseReturnValue:
    return page(reference, (), {})


@blueprint.post("")
def record(reference: str) -> ResponseReturnValue:
    """Record what was shown; what is not enough is said, and what was ticked stays ticked."""
    shown = request.form.getlist("documents")
    try:
        record_counter_check(signed_in(), reference, shown)
    except Invalid as error:
        return page(reference, shown, error.problems), 422
    return redirect(url_for("cases.show", reference=reference), 303)


def page(reference: str, shown: Sequence[str], errors: Mapping[str, str]) -> str:
    return render_template(
        "staff/identity.html",
        case=view_of(reference),
        documents=COUNTER_DOCUMENTS,
        shown=shown,
        errors=errors,
    )
