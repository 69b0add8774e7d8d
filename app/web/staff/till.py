"""The way to a filing's money for those who handle money and read no cases."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.ids import as_typed

blueprint = Blueprint("till", __name__, url_prefix="/staff/payments")


@blueprint.get("")
def find() -> ResponseReturnValue:
    """Go to the money of a reference, however it was typed; without one, ask for it."""
    reference = as_typed(request.args.get("reference", ""))
    if reference:
        return redirect(url_for("money.show", reference=reference), 303)
    return render_template("staff/till.html")
