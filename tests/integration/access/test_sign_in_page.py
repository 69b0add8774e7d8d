"""The door of those who work here, over HTTP."""

from http.cookies import SimpleCookie

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.permissions import Grant, Role
from tests.support.doors import OURS, csrf_token, signed_in
from tests.support.people import PASSWORD, SHIMIN, admit, clerk_of


@pytest.fixture(scope="module")
def hanako(whole: Flask) -> int:
    with whole.app_context():
        return admit("hanako", clerk_of(SHIMIN), Grant(Role.APPROVER, SHIMIN))


def send(client: FlaskClient, **typed: str) -> TestResponse:
    data = {"csrf_token": csrf_token(client), **typed}
    return client.post("/staff/sign-in", data=data, headers=OURS)


def test_the_right_password_leads_to_the_page_that_was_wanted(whole: Flask, hanako: int) -> None:
    client = whole.test_client()
    response = send(client, login="hanako", password=PASSWORD, next="/staff/cases/7")
    assert (response.status_code, response.location) == (303, "/staff/cases/7")


@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com", "/", ""])
def test_signing_in_leads_to_no_other_site(whole: Flask, hanako: int, wanted: str) -> None:
    response = send(whole.test_client(), login="hanako", password=PASSWORD, next=wanted)
    assert response.location == "/staff/"


def test_the_cookie_is_kept_from_scripts_and_other_sites(whole: Flask, hanako: int) -> None:
    response = send(whole.test_client(), login="hanako", password=PASSWORD)
    cookie = SimpleCookie(
        next(c for c in response.headers.getlist("Set-Cookie") if "madoguchi_staff" in c)
    )["madoguchi_staff"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_wrong_password_says_so_and_keeps_the_name(whole: Flask, hanako: int) -> None:
    response = send(whole.test_client(), login="hanako", password="梅の花は咲かない")
    assert response.status_code == 422
    assert 'value="hanako"' in response.text
    assert "梅の花" not in response.text


def test_an_empty_form_names_both_fields(whole: Flask) -> None:
    response = send(whole.test_client())
    assert response.status_code == 422
    assert 'id="login-error"' in response.text
    assert 'id="password-error"' in response.text


def test_signing_in_changes_the_form_token(whole: Flask, hanako: int) -> None:
    client = whole.test_client()
    old = csrf_token(client)
    send(client, login="hanako", password=PASSWORD)
    response = client.post("/staff/sign-out", data={"csrf_token": old}, headers=OURS)
    assert response.status_code == 400


def test_after_signing_out_the_old_cookie_opens_nothing(whole: Flask, hanako: int) -> None:
    client = signed_in(whole, hanako)
    cookie = client.get_cookie("madoguchi_staff")
    assert cookie is not None
    token = csrf_token(client)
    client.post("/staff/sign-out", data={"csrf_token": token}, headers=OURS)
    client.set_cookie("madoguchi_staff", cookie.value)
    response = client.post("/staff/sign-out", data={"csrf_token": token}, headers=OURS)
    assert response.status_code == 401


def test_a_sign_in_whose_token_ran_out_asks_for_the_password_alone(
    whole: Flask, hanako: int
) -> None:
    client = whole.test_client()
    typed = {"login": "hanako", "password": PASSWORD, "csrf_token": "from yesterday"}
    response = client.post("/staff/sign-in", data=typed, headers=OURS)
    assert response.status_code == 400
    assert PASSWORD not in response.text
    assert '<input type="hidden" name="login" value="hanako">' in response.text
    assert 'name="password" type="password"' in response.text
