"""The first page of whoever works here, and the queue of their departments."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.permissions import Permission, reach
from app.cases.queries.queue import Tab, queue
from app.web.session import signed_in

blueprint = Blueprint("queue", __name__, url_prefix="/staff")


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Who works on cases begins with them; others find their screens in the navigation."""
    if reach(signed_in().grants, Permission.CASE_VIEW):
        return redirect(url_for("queue.show"), 303)
    return render_template("staff/home.html")


@blueprint.get("/cases")
def show() -> ResponseReturnValue:
    page = queue(signed_in(), tab_of(request.args.get("tab", "")), request.args.get("after"))
    return render_template("staff/queue.html", page=page, tabs=list(Tab))


def tab_of(typed: str) -> Tab:
    """Return the tab of that name, else the department's."""
    return Tab(typed) if typed in Tab.__members__.values() else Tab.DEPARTMENT
