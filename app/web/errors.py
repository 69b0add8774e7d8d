"""Errors as pages: the only place that knows HTTP's numbers."""

from collections.abc import Mapping

import structlog
from flask import Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.accounts.permissions import OutOfSight
from app.audit.service import record_now
from app.core.actor import staff
from app.core.errors import (
    AppError,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    ServiceUnavailable,
    TooMany,
)
from app.core.trail import Trace
from app.web.access import RULES, Surface
from app.web.session import current_member
from app.web.tracing import incident_number

STATUS: Mapping[type[AppError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
    ServiceUnavailable: 503,
}
#: What the framework itself refuses, in our words; an unknown method is an unknown page.
CODES: Mapping[int, str] = {
    400: "bad_request",
    403: "not_allowed",
    404: "not_found",
    405: "not_found",
    413: "too_large",
}
#: When not even the page about an error can be made, as when the database is down.
LAST_RESORT = """<!doctype html><html lang="ja"><meta charset="utf-8"><title>エラー</title>
<h1>いまページを表示できません</h1>
<p>しばらくしてから、もう一度お試しください。</p>
<p lang="en">This page cannot be shown right now. Please try again later.</p></html>"""

log = structlog.get_logger()


def install(app: Flask) -> None:
    app.register_error_handler(AppError, show)
    app.register_error_handler(HTTPException, show_refusal)
    app.register_error_handler(Exception, show_accident)


def show(error: AppError) -> ResponseReturnValue:
    """Answer one of our own errors; a refused member of staff is written into the audit log."""
    if isinstance(error, NotAllowed | OutOfSight):
        record_refusal(error)
    status = next((number for kind, number in STATUS.items() if isinstance(error, kind)), 500)
    return page(error.code, status)


def show_refusal(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    code = CODES.get(status, "internal")
    return page(code, 404 if code == "not_found" else status)


def show_accident(error: Exception) -> ResponseReturnValue:
    """Answer what nobody foresaw; the log has the details, the page has none."""
    log.error("accident", exc_info=error)
    try:
        return page("internal", 500)
    except Exception:
        log.exception("accident_page_failed")
        return LAST_RESORT, 500


def record_refusal(error: AppError) -> None:
    member = current_member()
    if member is not None:
        record_now(Trace(staff(member.id), "access.refused", f"route:{request.endpoint}"))


def page(code: str, status: int) -> ResponseReturnValue:
    shown = render_template(
        "error.html", code=code, status=status, incident=incident_number(), back_address=way_back()
    )
    return shown, status


def way_back() -> str | None:
    """Return where somebody goes on who was on a staff page; citizens have their own links."""
    rule = RULES.get(request.endpoint or "")
    is_staff_page = rule is not None and rule.surface is Surface.STAFF
    return url_for("queue.home") if is_staff_page else None
