"""The demonstration's mailbox: what would have gone out by e-mail.  Never in production."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.notices import queries
from app.notices.queries import ShownMessage
from app.verification.queries.contact import SentCode, sent_codes

blueprint = Blueprint("mailbox", __name__)


@blueprint.get("/demo/mailbox")
def show() -> ResponseReturnValue:
    waiting: list[ShownMessage | SentCode] = [*queries.mailbox(), *sent_codes()]
    mails = sorted(waiting, key=lambda mail: mail.at, reverse=True)
    return render_template("demo/mailbox.html", mails=mails)
