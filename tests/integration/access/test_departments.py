"""Every route to a case × own and foreign department."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.permissions import Grant, Role
from app.web.access import RULES, Scope
from tests.support.doors import Door, doors, knock, signed_in, without_incident
from tests.support.filings import ITS_DEPARTMENT, file
from tests.support.people import KAIGO, SHIMIN, admit

NO_CASE = "0000-0000"


@pytest.fixture(scope="module")
def case(whole: Flask) -> str:
    """The reference of a case of ITS_DEPARTMENT."""
    with whole.app_context():
        return file()


def somebody(app: Flask, login: str, *departments: str) -> FlaskClient:
    """Return the browser of somebody who has every role in these departments."""
    grants = [Grant(role, department) for role in Role for department in departments]
    with app.app_context():
        staff_id = admit(login, *grants)
    return signed_in(app, staff_id)


def case_doors(app: Flask, reference: str) -> list[Door]:
    found = doors(app, {"reference": reference})
    return [door for door in found if RULES[door.endpoint].scope is Scope.DEPARTMENT]


def test_there_are_routes_that_belong_to_departments(whole: Flask) -> None:
    assert case_doors(whole, NO_CASE)


def test_a_foreign_case_is_answered_like_no_case(whole: Flask, case: str) -> None:
    stranger = somebody(whole, "stranger", SHIMIN, KAIGO)
    wrong = []
    for foreign, none in zip(case_doors(whole, case), case_doors(whole, NO_CASE), strict=True):
        answer, usual = knock(stranger, foreign), knock(stranger, none)
        is_alike = without_incident(answer).replace(case, NO_CASE) == without_incident(usual)
        if answer.status_code != 404 or usual.status_code != 404 or not is_alike:
            wrong.append((foreign, answer.status_code, usual.status_code))
    assert wrong == []


def test_an_own_case_is_found_on_every_route(whole: Flask, case: str) -> None:
    colleague = somebody(whole, "colleague", ITS_DEPARTMENT)
    wrong = []
    for door in case_doors(whole, case):
        if door.arguments != {"reference"}:
            continue  # leads to a part of the case, such as a file, that this case lacks
        answer = knock(colleague, door)
        if answer.status_code == 404 or answer.status_code >= 500:
            wrong.append((door, answer.status_code))
    assert wrong == []
