"""The cookie of a citizen's browser: a secret that opens what this browser may see."""

from flask import Response, request

from app.core.current import current_settings

COOKIE = "madoguchi_citizen"
SECONDS_A_DAY = 24 * 60 * 60


def token() -> str:
    """Return the browser's secret; empty when it has none yet."""
    return request.cookies.get(COOKIE, "")


def remember(response: Response, secret: str) -> Response:
    """Keep the secret as long as a draft lives; what it opens is decided by the server's rows."""
    settings = current_settings()
    response.set_cookie(
        COOKIE,
        secret,
        max_age=settings.draft_lifetime_days * SECONDS_A_DAY,
        httponly=True,
        secure=settings.environment == "production",
        samesite="Lax",
    )
    return response


def forget(response: Response) -> Response:
    response.delete_cookie(COOKIE)
    return response
