"""Every route × every role × every surface answers as the table of rules says."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.accounts.permissions import Grant, Role
from app.accounts.queries import member
from app.core.db import reading
from app.web.access import (
    EVERYONE,
    RULES,
    NoRule,
    Rule,
    Scope,
    Surface,
    Who,
    check_every_route_has_a_rule,
    is_served,
    may_open,
)
from tests.support.doors import Door, doors, knock, signed_in
from tests.support.people import SHIMIN, admit

SIGN_IN = "/staff/sign-in"


def refuses_a_stranger(response: TestResponse) -> bool:
    leads_to_the_door = response.status_code == 303 and SIGN_IN in response.location
    return leads_to_the_door or response.status_code == 401


def is_open_to_a_stranger(rule: Rule, response: TestResponse) -> bool:
    if rule.who in (Who.HOLDER, Who.SIGNER):
        return response.status_code < 500 and response.status_code != 200
    return response.status_code < 500 and response.status_code not in (401, 403)


def test_staff_routes_stop_strangers_and_all_others_let_them_in(whole: Flask) -> None:
    client = whole.test_client()
    wrong = []
    for door in doors(whole):
        rule, response = RULES[door.endpoint], knock(client, door)
        if rule.who is Who.STAFF:
            is_right = refuses_a_stranger(response)
        else:
            is_right = is_open_to_a_stranger(rule, response)
        if not is_right:
            wrong.append((door, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("department", [SHIMIN, None])
@pytest.mark.parametrize("role", Role)
def test_staff_routes_open_to_the_roles_of_the_table_alone(
    whole: Flask, role: Role, department: str | None
) -> None:
    with whole.app_context():
        staff_id = admit(f"{role}-{department}", Grant(role, department))
        with reading() as session:
            somebody = member(session, staff_id)
    wrong = []
    for door in staff_doors(whole):
        response = knock(signed_in(whole, staff_id), door)
        is_let_in = response.status_code not in (401, 403) and not refuses_a_stranger(response)
        if is_let_in is not may_open(somebody, RULES[door.endpoint]) or is_broken(response):
            wrong.append((door, response.status_code))
    assert wrong == []


def staff_doors(app: Flask) -> list[Door]:
    """Return the doors that only staff pass, but the one that leads out."""
    return [
        door
        for door in doors(app)
        if RULES[door.endpoint].who is Who.STAFF and door.endpoint != "sign_in.sign_out"
    ]


def is_broken(response: TestResponse) -> bool:
    return response.status_code >= 500


def test_a_process_has_none_of_the_other_surfaces_routes(half: Flask, whole: Flask) -> None:
    surfaces = half.extensions["settings"].surfaces
    client = half.test_client()
    foreign = [
        door for door in doors(whole) if not is_served(RULES[door.endpoint].surface, surfaces)
    ]
    assert {client.open(door.path, method=door.method).status_code for door in foreign} <= {404}
    assert all(door.endpoint not in half.view_functions for door in foreign)


def test_a_route_without_a_rule_stops_the_start(whole: Flask) -> None:
    rules = {endpoint: rule for endpoint, rule in RULES.items() if endpoint != "public.robots"}
    with pytest.raises(NoRule, match=r"public\.robots"):
        check_every_route_has_a_rule(whole, "all", rules)


def test_a_staff_route_in_a_citizens_process_stops_the_start(whole: Flask) -> None:
    with pytest.raises(NoRule, match=r"sign_in\.show"):
        check_every_route_has_a_rule(whole, "citizen", RULES)


def test_every_rule_is_of_a_route_that_exists(whole: Flask) -> None:
    assert RULES.keys() <= whole.view_functions.keys()


def test_only_rules_for_signed_in_staff_name_a_permission_or_scope() -> None:
    others = [rule for rule in RULES.values() if rule.who is not Who.STAFF]
    assert {(rule.permission, rule.scope) for rule in others} <= {(None, Scope.ANY)}
    departments = [rule for rule in RULES.values() if rule.scope is Scope.DEPARTMENT]
    assert all(rule.permission for rule in departments)


def test_what_everyone_may_see_is_not_personal() -> None:
    assert not EVERYONE.is_personal
    assert Rule(Surface.CITIZEN, Who.HOLDER).is_personal
