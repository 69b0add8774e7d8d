"""The demonstration bank's page, where somebody plays at paying.  Never in production."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.checkout import demo_bank
from payments.states import AttemptEvent

CHOICES: Mapping[str, AttemptEvent] = {
    "pay": AttemptEvent.SETTLED,
    "fail": AttemptEvent.FAILED,
    "cancel": AttemptEvent.CANCELLED,
}

blueprint = Blueprint("demo_pay", __name__, url_prefix="/demo/pay")


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    order = demo_bank.order(reference)
    return render_template(
        "demo/pay.html",
        amount=order.amount,
        description=order.description,
        address=url_for("demo_pay.choose", reference=reference),
    )


@blueprint.post("/<reference>")
def choose(reference: str) -> ResponseReturnValue:
    """Let the bank tell the shop, and send the payer back there."""
    choice = CHOICES.get(request.form.get("outcome", ""))
    if choice is None:
        abort(400)
    return redirect(demo_bank.choose(reference, choice), 303)
