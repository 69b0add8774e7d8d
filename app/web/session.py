"""The cookie of somebody who works here, and who that is."""

from flask import Response, g, request

from app.accounts import service
from app.accounts.permissions import Member
from app.core.current import current_settings
from app.core.errors import NotAllowed

COOKIE = "madoguchi_staff"


def staff_token() -> str:
    """Return the token of the cookie; empty when there is none."""
    return request.cookies.get(COOKIE, "")


def current_member() -> Member | None:
    """Return who is signed in, looked up once a request."""
    if "member" not in g:
        token = staff_token()
        g.member = service.resume(token) if token else None
    found: Member | None = g.member
    return found


def signed_in() -> Member:
    """Return who is signed in.  Raises NotAllowed, which the guard makes impossible for views."""
    member = current_member()
    if member is None:
        raise NotAllowed("nobody is signed in")
    return member


def remember(response: Response, token: str) -> Response:
    """Keep the token until the browser closes; the server ends the session by its own clock."""
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        secure=current_settings().environment == "production",
        samesite="Lax",
    )
    return response


def forget(response: Response) -> Response:
    response.delete_cookie(COOKIE)
    return response
