"""The page on which a clerk fixes a fee: look at the bill first, then make it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.cases.fee_quote import Fixing
from app.cases.queries.fee import Preview, fee_view, preview
from app.cases.service.fees import fix_fee
from app.core.errors import Invalid
from app.web.session import signed_in
from app.web.staff.case_forms import FeeForm
from app.web.staff.case_page import NOTHING_TRIED, Attempt, attempt_of, perform, view_of

#: An input's name is one of these and the path of a number or the key of a reduction.
QUANTITY, GRANT = "quantity.", "grant."

blueprint = Blueprint("fees", __name__, url_prefix="/staff/cases/<reference>/fee")


@blueprint.get("")
def show(reference: str) -> ResponseReturnValue:
    return page(reference)


@blueprint.post("")
def fix(reference: str) -> ResponseReturnValue:
    form = FeeForm()
    if form.wish.data == "preview":
        return show_preview(form, reference)
    return perform(
        form,
        reference,
        lambda order: fix_fee(order, typed_fixing(form)),
        lambda attempt: page(reference, attempt),
    )


def show_preview(form: FeeForm, reference: str) -> ResponseReturnValue:
    """Show the bill that would be made; nothing is stored."""
    try:
        bill = preview(signed_in(), reference, typed_fixing(form))
    except Invalid as error:
        return page(reference, attempt_of(form, error.problems)), 422
    return page(reference, attempt_of(form, {}), bill)


def page(reference: str, attempt: Attempt = NOTHING_TRIED, bill: Preview | None = None) -> str:
    fee = fee_view(signed_in(), reference)
    case = view_of(reference)
    return render_template("staff/fee.html", case=case, fee=fee, attempt=attempt, preview=bill)


def typed_fixing(form: FeeForm) -> Fixing:
    """Return what was typed.  Raises Invalid for a number that is none."""
    return Fixing(
        granted=frozenset(
            name.removeprefix(GRANT) for name in request.form if name.startswith(GRANT)
        ),
        quantities={
            name.removeprefix(QUANTITY): whole_number(text)
            for name, text in request.form.items()
            if name.startswith(QUANTITY)
        },
        reason=form.reason.data or "",
    )


def whole_number(text: str) -> int:
    """Read a number in digits of either width.  Raises Invalid."""
    try:
        return int(text)
    except ValueError:
        raise Invalid({"quantities": "staff.trouble.quantity"}) from None
