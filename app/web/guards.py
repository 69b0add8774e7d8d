"""What happens before every view: is this person allowed in, and did our own page send this."""

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.core.errors import NotAllowed
from app.web import resend
from app.web.access import RULES, Rule, Who, may_open
from app.web.security import csrf
from app.web.session import current_member


def install(app: Flask) -> None:
    app.before_request(guard)


def guard() -> ResponseReturnValue | None:
    """Answer instead of the view when somebody must not come in.

    An unknown address goes on to the page that says so.
    """
    if request.endpoint is None:
        return None
    rule = RULES[request.endpoint]
    refused = check_member(rule) if rule.who is Who.STAFF else None
    return refused or check_origin(rule)


def check_member(rule: Rule) -> ResponseReturnValue | None:
    """Send strangers to the sign-in.  Raises NotAllowed for a member without the permission."""
    member = current_member()
    if member is None:
        return ask_to_sign_in()
    if not may_open(member, rule):
        raise NotAllowed(f"{rule.permission}: staff {member.id}")
    return None


def ask_to_sign_in() -> ResponseReturnValue:
    """Nothing typed is lost when a session has ended: the page holds it until it is sent again."""
    if request.method == "POST":
        return resend.page("signed_out", 401)
    return redirect(url_for("sign_in.show", next=request.full_path.rstrip("?")), 303)


def check_origin(rule: Rule) -> ResponseReturnValue | None:
    if rule.who is Who.MACHINE:
        return None
    try:
        csrf.protect()
    except CSRFError:
        return resend.page("csrf", 400)
    return None
