"""Every door of an application: each route and method, with an address that leads to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule as Route
from werkzeug.test import TestResponse

from app.accounts.models import StaffSession
from app.core import clock
from app.core.db import transaction
from app.core.ids import new_token, token_hash
from app.web.session import COOKIE

OURS = {"Origin": "http://localhost"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
#: What stands in an address for a thing that does not matter to the rule.
ANYTHING = {"filename": "css/base.css", "locale": "ja"}
NOTHING = "0"
INCIDENT = re.compile("[0-9A-F]{8}")


@dataclass(frozen=True, slots=True)
class Door:
    endpoint: str
    method: str
    path: str
    arguments: frozenset[str]  #: names of what stands in the address


def doors(app: Flask, arguments: Mapping[str, str] | None = None) -> Iterator[Door]:
    """Yield every route and method; `arguments` are the values of its address by their names."""
    values = {**ANYTHING, **(arguments or {})}
    for route in app.url_map.iter_rules():
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            path = path_of(route, values)
            yield Door(route.endpoint, method, path, frozenset(route.arguments))


def path_of(route: Route, values: Mapping[str, str]) -> str:
    filled = {name: values.get(name, NOTHING) for name in route.arguments}
    return re.sub(r"<(?:[^<>:]+:)?([^<>:]+)>", lambda found: filled[found[1]], route.rule)


def knock(client: FlaskClient, door: Door) -> TestResponse:
    """Send the request as a page of ours would."""
    data = {} if door.method == "GET" else {"csrf_token": csrf_token(client)}
    return client.open(door.path, method=door.method, data=data, headers=OURS, buffered=True)


def without_incident(response: TestResponse) -> str:
    """Return the page without the number that each request has of its own."""
    return INCIDENT.sub("", response.text)


def csrf_token(client: FlaskClient) -> str:
    """Return a token of this client's, from a page that everybody may see."""
    found = TOKEN.search(client.get("/staff/sign-in").text)
    assert found is not None
    return found[1]


def signed_in(app: Flask, staff_id: int) -> FlaskClient:
    """Return a client with a session, without the time that a password takes."""
    token = new_token()
    with app.app_context(), transaction() as session:
        now = clock.now()
        session.add(
            StaffSession(
                token_hash=token_hash(token), staff_id=staff_id, created_at=now, last_seen_at=now
            )
        )
    client = app.test_client()
    client.set_cookie(COOKIE, token)
    return client
