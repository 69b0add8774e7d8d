"""What happens before every view: is this person allowed in, and did our own page send this."""

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.core.errors import NotAllowed
from app.web import resend
from app.web.access import RULES, Rule, Who, may_open
from app.web.security import csrf
from app.web.session import current_member

#: Who comes from another site, and proves itself in another way than by our page's token.
WITHOUT_TOKEN = frozenset({Who.MACHINE, Who.SIGNER})


def install(app: Flask) -> None:
    app.before_request(guard)


def guard() -> ResponseReturnValue | None:
    """Answer instead of the view when somebody must not come in.

    An unknown address goes on to the page that says so.
    """
    if request.endpoint is None:
        return None
    rule = RULES[request.endpoint]
    refuse_nul(rule)
    refused = check_member(rule) if rule.who is Who.STAFF else None
    return refused or check_origin(rule)


def refuse_nul(rule: Rule) -> None:
    """Refuse a character that no keyboard types and that no text in the database may hold."""
    texts = [request.path, *request.args.values()]
    if rule.who is not Who.MACHINE:
        texts += [text for _, text in request.form.items(multi=True)]
    if any("\0" in text for text in texts):
        abort(400)


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
    if rule.who in WITHOUT_TOKEN:
        return None
    try:
        csrf.protect()
    except CSRFError:
        return resend.page("csrf", 400)
    return None
