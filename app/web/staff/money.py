"""The money of a filing: taking it at the counter, asking, giving back, printing the receipt."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.checkout import queries
from app.checkout.service import asking, deciding, handing_back
from app.checkout.service.counter import Taking, take_at_counter
from app.checkout.service.deciding import Choice
from app.core.errors import Conflict, Invalid
from app.facilities import queries as facilities
from app.treasury.receipts import receipt_of
from app.web.locale import current_locale
from app.web.session import signed_in
from app.web.staff.case_page import NOTHING_TRIED, Attempt, attempt_of
from app.web.staff.forms import ActionForm
from app.web.staff.money_forms import AskingForm, HandingBackForm, RefundForm, RetryForm, TakingForm
from payments.methods import PaymentMethod
from payments.money import Money

blueprint = Blueprint("money", __name__, url_prefix="/staff/cases/<reference>")


@blueprint.get("/payment")
def show(reference: str) -> ResponseReturnValue:
    return page(reference)


@blueprint.post("/payment/take")
def take(reference: str) -> ResponseReturnValue:
    """Take what is owed and go to the receipt, to be printed for whoever paid."""
    form = TakingForm()

    def act() -> str | None:
        taking = Taking(reference, Money(form.amount.data), PaymentMethod(form.method.data))
        return receipt_address(reference, take_at_counter(signed_in(), taking))

    return perform(form, reference, act)


@blueprint.post("/payment/ask")
def ask(reference: str) -> ResponseReturnValue:
    return perform(AskingForm(), reference, lambda: asking.ask_as_clerk(signed_in(), reference))


@blueprint.post("/payment/decide")
def decide(reference: str) -> ResponseReturnValue:
    form = RefundForm()

    def act() -> None:
        choice = Choice(Money(form.amount.data), form.reason.data, form.version.data)
        deciding.decide_refund(signed_in(), reference, choice)

    return perform(form, reference, act)


@blueprint.post("/payment/refunds/<refund_id>/hand-back")
def hand_back(reference: str, refund_id: str) -> ResponseReturnValue:
    form = HandingBackForm()
    return perform(
        form, reference, lambda: handing_back.hand_back(signed_in(), reference, refund_id)
    )


@blueprint.post("/payment/refunds/<refund_id>/retry")
def retry(reference: str, refund_id: str) -> ResponseReturnValue:
    form = RetryForm()
    return perform(form, reference, lambda: handing_back.retry(signed_in(), reference, refund_id))


@blueprint.get("/receipts/<receipt_id>")
def receipt(reference: str, receipt_id: str) -> ResponseReturnValue:
    money = queries.money_view(signed_in(), reference)
    issuer = facilities.municipality().name.plain(current_locale())
    issued = receipt_of(money.id, receipt_id, issuer)
    return render_template("staff/receipt.html", money=money, issued=issued)


def perform(form: ActionForm, reference: str, act: Callable[[], str | None]) -> ResponseReturnValue:
    """Do what a form asks and go on to the address it returns, else back to the money.

    Nothing typed is lost when it cannot be done (Lesson 20).
    """
    if not form.validate():
        return page(reference, attempt_of(form, form.problems())), 422
    try:
        address = act()
    except Invalid as error:
        return page(reference, attempt_of(form, error.problems)), 422
    except Conflict as error:
        return page(reference, attempt_of(form, {}, error.code)), 409
    flash(f"staff.done.{form.action}")
    return redirect(address or url_for("money.show", reference=reference), 303)


def page(reference: str, attempt: Attempt = NOTHING_TRIED) -> str:
    money = queries.money_view(signed_in(), reference)
    return render_template("staff/money.html", money=money, attempt=attempt)


def receipt_address(reference: str, attempt_id: str) -> str | None:
    """Return where the receipt of an attempt is; None when its money goes back at once."""
    receipts = queries.money_view(signed_in(), reference).payment.receipts
    for each in receipts:
        if each.attempt_id == attempt_id:
            return url_for("money.receipt", reference=reference, receipt_id=each.id)
    return None
