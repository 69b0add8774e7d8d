"""What every answer carries for safety: content policy, cookies, headers, CSRF tokens."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_wtf import CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge

from app.core.config import Settings
from app.web.access import RULES

csrf = CSRFProtect()

#: A filing with photographs of documents; a single file has its own, smaller limit.
LARGEST_REQUEST = 64 * 1024 * 1024  #: bytes
#: A form's typed part; longer texts than the longest form has are no honest answers.
LARGEST_FORM = 2 * 1024 * 1024  #: bytes
#: Inputs of one form; the longest has some hundred, rows and all.
MOST_INPUTS = 2_000
UPLOADS = "multipart/form-data"
TYPED = "application/x-www-form-urlencoded"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HSTS = "max-age=31536000"


def install(app: Flask, settings: Settings, form_hosts: Iterable[str]) -> None:
    """Set the rules; `form_hosts` are addresses to which our forms may lead (gateways, cards)."""
    in_production = settings.environment == "production"
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="madoguchi_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=in_production,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_INPUTS,
        # Somebody who thinks for a day about a page may still send it.
        WTF_CSRF_TIME_LIMIT=None,
        # The guard calls it itself, after it has looked who is there.
        WTF_CSRF_CHECK_DEFAULT=False,
    )
    csrf.init_app(app)
    policy = content_policy(form_hosts)

    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if in_production:
            response.headers["Strict-Transport-Security"] = HSTS
        if must_not_be_kept(response):
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    app.before_request(refuse_floods)
    app.after_request(add_headers)


def refuse_floods() -> None:
    """Bound what the framework does not: its limits for forms hold only for those with files.

    Raises RequestEntityTooLarge, before anything is read into fields.
    """
    if request.mimetype == UPLOADS:
        return
    request.max_content_length = LARGEST_FORM
    if request.mimetype == TYPED and request.get_data().count(b"&") >= MOST_INPUTS:
        raise RequestEntityTooLarge


def content_policy(form_hosts: Iterable[str]) -> str:
    """Return the policy: our own files only, nothing inline, no frames."""
    targets = sorted({origin_of(address) for address in form_hosts})
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            " ".join(("form-action 'self'", *targets)),
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def must_not_be_kept(response: Response) -> bool:
    """Say whether no browser or proxy may keep a copy: personal pages, and whatever failed."""
    rule = RULES.get(request.endpoint or "")
    return rule is None or rule.is_personal or response.status_code >= 400
