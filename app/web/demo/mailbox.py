"""The demonstration's mailbox: what would have gone out by e-mail.  Never in production."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.notices import queries

blueprint = Blueprint("mailbox", __name__)


@blueprint.get("/demo/mailbox")
def show() -> ResponseReturnValue:
    return render_template("demo/mailbox.html", mails=queries.mailbox())
