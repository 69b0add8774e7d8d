"""What somebody without the right sees, and what the audit log keeps of it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.permissions import Permission, require
from app.audit.queries import of_subject
from app.core.config import Settings
from app.core.errors import Conflict, NotFound
from app.web.session import signed_in as member_here
from tests.support.applications import Start
from tests.support.doors import OURS, csrf_token, signed_in, without_incident
from tests.support.people import KAIGO, SHIMIN, admit, clerk_of

ROUTE = "sign_in.sign_out"


@pytest.fixture
def app(whole: Flask, whole_settings: Settings, start: Start) -> Flask:
    """An application of its own, so that a view can be replaced; `whole` made the city."""
    return start(whole_settings)


@pytest.fixture
def clerk(app: Flask, request: pytest.FixtureRequest) -> FlaskClient:
    """A browser in which a clerk of 市民課 is signed in."""
    with app.app_context():
        staff_id = admit(request.node.name, clerk_of(SHIMIN))
    return signed_in(app, staff_id)


def answer(app: Flask, client: FlaskClient, view: Callable[[], str]) -> tuple[int, str]:
    """Return what the client sees when its page is `view`, without the request's number."""
    app.view_functions[ROUTE] = view
    data = {"csrf_token": csrf_token(client)}
    response = client.post("/staff/sign-out", data=data, headers=OURS)
    return response.status_code, without_incident(response)


def refusals(app: Flask) -> int:
    with app.app_context():
        return len(of_subject(f"route:{ROUTE}"))


def look_into_a_foreign_case() -> str:
    require(member_here(), Permission.CASE_VIEW, KAIGO)
    return "a case"


def look_for_a_case_that_is_not() -> str:
    raise NotFound("case 17")


def decide_alone() -> str:
    require(member_here(), Permission.CASE_DECIDE, SHIMIN)
    return "decided"


def be_too_late() -> str:
    raise Conflict("somebody decided")


def have_an_accident() -> str:
    raise ZeroDivisionError("窓口 花子")


def test_a_foreign_case_looks_exactly_like_none(app: Flask, clerk: FlaskClient) -> None:
    foreign = answer(app, clerk, look_into_a_foreign_case)
    assert foreign[0] == 404
    assert foreign == answer(app, clerk, look_for_a_case_that_is_not)


def test_looking_into_a_foreign_case_is_written_down(app: Flask, clerk: FlaskClient) -> None:
    before = refusals(app)
    answer(app, clerk, look_into_a_foreign_case)
    answer(app, clerk, look_for_a_case_that_is_not)
    assert refusals(app) == before + 1


def test_acting_without_the_right_is_refused_and_written_down(
    app: Flask, clerk: FlaskClient
) -> None:
    before = refusals(app)
    assert answer(app, clerk, decide_alone)[0] == 403
    assert refusals(app) == before + 1


def test_a_conflict_is_told_as_one(app: Flask, clerk: FlaskClient) -> None:
    assert answer(app, clerk, be_too_late)[0] == 409


def test_an_accident_shows_nothing_of_what_happened(app: Flask, clerk: FlaskClient) -> None:
    status, page = answer(app, clerk, have_an_accident)
    assert status == 500
    assert "花子" not in page
    assert "ZeroDivision" not in page
