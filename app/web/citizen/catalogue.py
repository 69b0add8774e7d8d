"""Finding a procedure and reading what it needs before starting."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.procedures import queries as procedures
from app.submissions import queries as submissions
from app.web.citizen import browser, shop_window

blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    open_drafts = submissions.open_drafts(browser.token())
    return render_template(
        "citizen/home.html",
        categories=shop_window.shelves("categories", "category"),
        life_events=shop_window.shelves("life_events", "life_event"),
        draft=shop_window.draft_line(open_drafts[0]) if open_drafts else None,
    )


@blueprint.get("/procedures")
def search() -> ResponseReturnValue:
    words = request.args.get("q", "")
    category = request.args.get("category", "")
    life_event = request.args.get("life_event", "")
    found = procedures.search(words, category, life_event)
    return render_template(
        "citizen/procedures.html",
        heading=shop_window.heading(category, life_event),
        query=words,
        procedures=[shop_window.card(each) for each in found],
    )


@blueprint.get("/procedures/<procedure_id>")
def show(procedure_id: str) -> ResponseReturnValue:
    published = procedures.current(procedure_id)
    definition = published.definition
    drafts = submissions.open_drafts(browser.token(), procedure_id)
    return render_template(
        "citizen/procedure.html",
        procedure=definition,
        needs=shop_window.needs(definition),
        department=shop_window.department(definition.department),
        contact=shop_window.contact(),
        refunds=shop_window.refunds(definition.fee),
        prices=shop_window.prices(definition),
        draft=shop_window.draft_line(drafts[0]) if drafts else None,
        start_address=url_for("apply.start", procedure_id=procedure_id),
    )
