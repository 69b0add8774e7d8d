"""Paying for a filing: choosing how, going to the gateway, coming back."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.checkout import queries as checkout
from app.checkout.policy import may_pay_online
from app.checkout.service import asking, starting
from app.core.errors import Invalid
from app.submissions import queries
from app.submissions.queries import FiledView
from app.treasury import queries as treasury
from app.treasury.queries import PaymentView
from app.web.citizen import browser, status_page
from app.web.citizen.status_page import ReceiptLink
from payments.money import Money
from payments.states import AttemptState

blueprint = Blueprint("payment", __name__)

#: Keys of `payment.failed` for attempts that are dead.
FAILURES: Mapping[AttemptState, str] = {
    AttemptState.FAILED: "declined",
    AttemptState.CANCELLED: "cancelled",
    AttemptState.EXPIRED: "expired",
}
#: Keys of `payment.outcome` for the newest attempt; an open one is pending.
OUTCOMES: Mapping[AttemptState, str] = {
    AttemptState.SETTLED: "settled",
    AttemptState.FAILED: "failed",
    AttemptState.EXPIRED: "failed",
    AttemptState.CANCELLED: "cancelled",
}


@blueprint.get("/submissions/<reference>/pay")
def show(reference: str) -> ResponseReturnValue:
    filed = queries.filed_view(reference, browser.token())
    if not may_pay_online(filed.state):
        return redirect(url_for("filed.status", reference=reference), 303)
    return page(filed)


@blueprint.post("/submissions/<reference>/pay")
def start(reference: str) -> ResponseReturnValue:
    filed = queries.filed_view(reference, browser.token())
    chosen = request.form.get("payment_method", "")
    if is_at_counter(filed, chosen):
        return redirect(url_for("payment.result", reference=reference, means="counter"), 303)
    try:
        started = starting.start_payment(reference, browser.token(), chosen)
    except Invalid as error:
        return page(filed, error.problems), 422
    if started.redirect_url is None:
        return page(filed, failed="unavailable"), 503
    return redirect(started.redirect_url, 303)


@blueprint.get("/submissions/<reference>/pay/result")
def result(reference: str) -> ResponseReturnValue:
    """Show how it ended.  Each visit asks the gateway about what is still open (Lesson 3)."""
    asking.ask_as_holder(reference, browser.token())
    filed = queries.filed_view(reference, browser.token())
    view = treasury.payment_view(filed.id)
    outcome = outcome_of(view, at_counter=request.args.get("means") == "counter")
    if outcome is None:
        return redirect(url_for("payment.show", reference=reference), 303)
    variables = {
        "submission": status_page.heading(filed),
        "outcome": outcome,
        "amount": amount_of(view, outcome),
        "retry_address": retry_address(filed, view, outcome),
        "receipts": receipts_of(filed, view, outcome),
        "due": due_on(view),
    }
    return render_template("citizen/payment_result.html", **variables)


def page(
    filed: FiledView, errors: Mapping[str, str] | None = None, failed: str | None = None
) -> str:
    definition, view = filed.published.definition, treasury.payment_view(filed.id)
    newest = view.newest_attempt
    return render_template(
        "citizen/payment.html",
        submission=status_page.heading(filed),
        code=filed.shown_code,
        quote=view.bills[-1].quote,
        owed=view.owed,
        due=due_on(view),
        methods=checkout.offers(definition),
        filed=filed.arrived_at is not None,
        errors=errors or {},
        failed=failed or (FAILURES.get(newest.state) if newest else None),
    )


def is_at_counter(filed: FiledView, chosen: str) -> bool:
    offers = checkout.offers(filed.published.definition)
    return any(offer.value == chosen and not offer.online for offer in offers)


def outcome_of(view: PaymentView, *, at_counter: bool) -> str | None:
    """Return the key of what came of it; what is still to be done comes first (Lesson 12).

    None when the payer has not begun to pay what is owed now.
    """
    newest = view.newest_attempt
    if newest is not None and view.is_surplus(newest):
        return "surplus"
    if view.owed and at_counter:
        return "counter"
    if view.is_paid:
        return "settled"
    if newest is None or (view.owed and newest.worth):
        return None
    return OUTCOMES.get(newest.state, "pending")


def amount_of(view: PaymentView, outcome: str) -> Money:
    newest = view.newest_attempt
    return view.owed if newest is None or outcome == "counter" else newest.asked


def retry_address(filed: FiledView, view: PaymentView, outcome: str) -> str | None:
    if not view.owed or outcome not in {"failed", "cancelled"}:
        return None
    return url_for("payment.show", reference=filed.reference)


def receipts_of(filed: FiledView, view: PaymentView, outcome: str) -> tuple[ReceiptLink, ...]:
    return status_page.receipt_links(filed, view) if outcome == "settled" else ()


def due_on(view: PaymentView) -> date | None:
    return view.bills[-1].due_on if view.bills else None
