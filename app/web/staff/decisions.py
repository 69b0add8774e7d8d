"""Deciding a case: proposal, approval, return, undoing, reopening."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.cases.policy import Outcome
from app.cases.service import decisions, publishing
from app.cases.service.desk import Order
from app.core.errors import Invalid
from app.web.staff.case_forms import (
    ApprovalForm,
    ProposalForm,
    ReopenForm,
    SendBackForm,
    UndoForm,
)
from app.web.staff.case_page import perform

blueprint = Blueprint("decisions", __name__, url_prefix="/staff/cases/<reference>")


@blueprint.post("/propose")
def propose(reference: str) -> ResponseReturnValue:
    form = ProposalForm()

    def act(order: Order) -> None:
        outcome = outcome_of(form.outcome.data)
        decisions.propose(order, outcome, form.reasons.data or "")

    return perform(form, reference, act)


@blueprint.post("/approve")
def approve(reference: str) -> ResponseReturnValue:
    form = ApprovalForm()
    return perform(form, reference, lambda order: decisions.approve(order, form.comment.data or ""))


@blueprint.post("/send-back")
def send_back(reference: str) -> ResponseReturnValue:
    form = SendBackForm()
    return perform(form, reference, lambda order: decisions.send_back(order, form.comment.data))


@blueprint.post("/undo")
def undo(reference: str) -> ResponseReturnValue:
    return perform(UndoForm(), reference, decisions.undo)


@blueprint.post("/reopen")
def reopen(reference: str) -> ResponseReturnValue:
    form = ReopenForm()
    return perform(form, reference, lambda order: publishing.reopen(order, form.reason.data))


def outcome_of(typed: str) -> Outcome:
    """Raises Invalid for a word that is no outcome."""
    try:
        return Outcome(typed)
    except ValueError:
        raise Invalid({"outcome": "staff.trouble.outcome"}) from None
