"""The receipt of a payment, for whoever holds its filing."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.facilities import queries as facilities
from app.submissions import queries
from app.treasury.receipts import receipt_of
from app.web.citizen import browser, status_page
from app.web.locale import current_locale

blueprint = Blueprint("receipt", __name__)


@blueprint.get("/submissions/<reference>/receipts/<receipt_id>")
def show(reference: str, receipt_id: str) -> ResponseReturnValue:
    filed = queries.filed_view(reference, browser.token())
    issuer = facilities.municipality().name.plain(current_locale())
    issued = receipt_of(filed.id, receipt_id, issuer)
    return render_template(
        "citizen/receipt.html", submission=status_page.heading(filed), issued=issued
    )
