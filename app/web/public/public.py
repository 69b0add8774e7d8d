"""Addresses for machines: is this process alive, what may robots read, whom to tell of a hole."""

from datetime import timedelta
from ipaddress import ip_address

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.current import current_settings
from app.core.health import database_answers
from app.facilities import queries
from app.web import metrics as counters

#: RFC 9116 recommends less than a year; the answer is made anew each time it is asked for.
SECURITY_TXT_LIFE = timedelta(days=180)
ROBOTS = """User-agent: *
Disallow: /submissions
Disallow: /procedures/*/apply
Disallow: /staff/
Disallow: /counter/
Disallow: /admin/
"""

blueprint = Blueprint("public", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say that this process answers; a database that is down is no reason to restart it."""
    return plain("ok\n")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    return plain("ready\n") if database_answers() else (plain("no database\n"), 503)


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    if not is_asked_from_inside():
        abort(404)
    return plain(counters.text().decode())


@blueprint.get("/robots.txt")
def robots() -> ResponseReturnValue:
    return plain(ROBOTS)


@blueprint.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """Say whom to tell of a security hole.  Source: RFC 9116."""
    contact = queries.municipality().security_contact
    if contact is None:
        abort(404)
    expires = (clock.now() + SECURITY_TXT_LIFE).strftime("%Y-%m-%dT%H:%M:%SZ")
    address = f"{current_settings().public_url}/.well-known/security.txt"
    return plain(
        f"Contact: {contact}\nExpires: {expires}\n"
        f"Preferred-Languages: ja, en\nCanonical: {address}\n"
    )


def is_asked_from_inside() -> bool:
    """Say whether no proxy stands between, and the asker is on a private network."""
    forwarded = any(name in request.headers for name in ("Forwarded", "X-Forwarded-For"))
    try:
        return not forwarded and ip_address(request.remote_addr or "").is_private
    except ValueError:
        return False


def plain(text: str) -> Response:
    return Response(text, mimetype="text/plain")
