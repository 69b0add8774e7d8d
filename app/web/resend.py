"""What was typed, shown again with a fresh token, when a form could not be accepted as sent."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.core.current import current_settings
from app.core.errors import NotAllowed

#: Never written into a page, they must be typed again: names of fields, and keys of their labels.
SECRETS: Mapping[str, str] = {"password": "staff.sign_in.password"}
TOKEN = "csrf_token"  # noqa: S105 - the name of a field


def page(reason: str, status: int) -> ResponseReturnValue:
    """Return a page that sends the same fields again.  Raises NotAllowed for other sites' forms.

    `reason` is `csrf` or `signed_out`, a key of the catalogue below `resend`.
    """
    if not is_from_our_own_page():
        raise NotAllowed("a form of another site")
    shown = render_template(
        "errors/resend.html",
        reason=reason,
        address=request.full_path.rstrip("?"),
        fields=fields_to_repeat(),
        files=[file.filename for file in request.files.values() if file.filename],
        secrets=[(name, label) for name, label in SECRETS.items() if request.form.get(name)],
    )
    return shown, status


def fields_to_repeat() -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != TOKEN and name not in SECRETS
    ]


def is_from_our_own_page() -> bool:
    """Say whether a page of ours sent this form; without a sign of it, no.

    Else another site could put words into somebody's mouth that one press of a button sends.
    """
    sender = urlsplit(request.headers.get("Origin") or request.referrer or "").netloc
    return sender in {request.host, urlsplit(current_settings().public_url).netloc}
