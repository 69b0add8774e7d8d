"""Which language a page speaks: the visitor's choice, kept in a cookie."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from app.core.texts import DEFAULT_LOCALE, LOCALES

COOKIE = "language"
ONE_YEAR = 365 * 24 * 60 * 60  #: seconds

blueprint = Blueprint("locale", __name__)


def current_locale() -> str:
    """Return the chosen language, else the browser's, else Japanese."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LOCALES:
        return chosen
    return request.accept_languages.best_match(["ja", "en"], DEFAULT_LOCALE)


def remember(response: Response, locale: str) -> Response:
    """Keep the choice on `response`.  The caller has checked that we speak `locale`."""
    response.set_cookie(
        COOKIE, locale, max_age=ONE_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def own_path(target: str) -> str:
    """Return `target` if it is a path of this site, else the front page (no open redirect)."""
    parts = urlsplit(target)
    outside = parts.scheme or parts.netloc or not target.startswith("/")
    doubtful = target.startswith("//") or "\\" in target or any(ord(c) < 0x20 for c in target)
    return "/" if outside or doubtful else target


@blueprint.get("/language/<locale>")
def choose(locale: str) -> ResponseReturnValue:
    if locale not in LOCALES:
        abort(404)
    back = own_path(request.args.get("next", "/"))
    return remember(make_response(redirect(back, 303)), locale)
