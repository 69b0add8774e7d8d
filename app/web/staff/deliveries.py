"""Lists of what is to be issued, posted and handed over."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import Conflict, Invalid
from app.delivery import service
from app.delivery.queries import PAGE, Tab, deliveries
from app.delivery.service import Moved, Shown
from app.web.session import signed_in

blueprint = Blueprint("deliveries", __name__, url_prefix="/staff/deliveries")


@blueprint.get("")
def show() -> ResponseReturnValue:
    return page(tab())


@blueprint.post("/issue")
def issue() -> ResponseReturnValue:
    chosen = request.form.getlist("chosen")
    return perform("issue", lambda: service.issue(signed_in(), chosen))


@blueprint.post("/post")
def post() -> ResponseReturnValue:
    chosen = request.form.getlist("chosen")
    return perform("post", lambda: service.post(signed_in(), chosen))


@blueprint.post("/<delivery_id>/hand-over")
def hand_over(delivery_id: str) -> ResponseReturnValue:
    shown = request.form.get("shown", "")
    return perform("hand_over", lambda: service.hand_over(signed_in(), delivery_id, shown))


@blueprint.post("/<delivery_id>/came-back")
def came_back(delivery_id: str) -> ResponseReturnValue:
    return perform("came_back", lambda: service.came_back(signed_in(), delivery_id))


def perform(action: str, act: Callable[[], Moved | None]) -> ResponseReturnValue:
    """Do it and show the same list again, with what was done or why it was not."""
    try:
        moved = act()
    except Invalid as error:
        return page(tab(), error.problems), 422
    except Conflict as error:
        return page(tab(), code=error.code), 409
    flash(f"staff.done.{action}")
    if moved is not None and moved.left_out:
        flash("staff.done.some_left_out")
    return redirect(url_for("deliveries.show", tab=tab().value), 303)


def page(shown: Tab, problems: dict[str, str] | None = None, code: str | None = None) -> str:
    return render_template(
        "staff/deliveries.html",
        tab=shown,
        tabs=list(Tab),
        rows=deliveries(signed_in(), shown),
        most=PAGE,
        documents=list(Shown),
        problems=problems or {},
        code=code,
    )


def tab() -> Tab:
    """Return the list that is open, else the first."""
    wanted = request.values.get("tab", "")
    return Tab(wanted) if wanted in Tab.__members__.values() else Tab.TO_ISSUE
