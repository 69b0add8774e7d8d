"""One way for every form of a case: done and back to the case, or shown again as it was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.permissions import Permission, allows
from app.cases.queries.case import CaseView, case_view
from app.cases.service.desk import Order
from app.core.errors import Conflict, Invalid
from app.delivery import queries as delivery
from app.web.locale import current_locale
from app.web.session import signed_in
from app.web.staff.case_forms import CaseForm
from app.web.staff.forms import ActionForm

NOT_SHOWN_AGAIN = frozenset({"csrf_token", "version"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that was not taken, with everything that was typed into it."""

    action: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None  #: of the error that says why the case is another now


NOTHING_TRIED = Attempt()
Show = Callable[[Attempt], str]


def show_case(reference: str, attempt: Attempt = NOTHING_TRIED) -> str:
    case = view_of(reference)
    return render_template(
        "staff/case.html",
        case=case,
        delivery=delivery.delivery_of(case.head.id),
        handles_money=allows(signed_in().grants, Permission.MONEY_TAKE, case.head.department_code),
        attempt=attempt,
    )


def view_of(reference: str) -> CaseView:
    return case_view(signed_in(), reference, current_locale())


def perform(
    form: CaseForm, reference: str, act: Callable[[Order], object], show: Show | None = None
) -> ResponseReturnValue:
    """Do what a form asks.  Nothing typed is lost when it cannot be done (Lesson 20)."""
    again = show or (lambda attempt: show_case(reference, attempt))
    if not form.validate():
        return again(attempt_of(form, form.problems())), 422
    try:
        act(form.order(reference))
    except Invalid as error:
        return again(attempt_of(form, error.problems)), 422
    except Conflict as error:
        return again(attempt_of(form, {}, error.code)), 409
    flash(f"staff.done.{form.action}")
    return redirect(url_for("cases.show", reference=reference), 303)


def attempt_of(form: ActionForm, problems: Mapping[str, str], code: str | None = None) -> Attempt:
    typed = {name: text for name, text in request.form.items() if name not in NOT_SHOWN_AGAIN}
    return Attempt(form.action, typed, problems, code)
