"""Headers, tokens and error pages of every answer."""

from dataclasses import replace

import pytest
from flask import Flask

from app.core.config import Settings
from app.demo.load import NAME
from app.facilities import service
from app.web.security import LARGEST_FORM, MOST_INPUTS, content_policy
from tests.support.applications import Start
from tests.support.doors import OURS, TOKEN
from tests.support.people import ADMISSION

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self' http://127.0.0.1:8001; base-uri 'none'; "
    "frame-ancestors 'none'"
)
TYPED = {"login": "花子 <b>&", "password": "さくら", "next": "/staff/"}


@pytest.mark.parametrize("path", ["/healthz", "/staff/sign-in", "/no/such/page", "/static/none"])
def test_every_answer_carries_the_strict_policy(whole: Flask, path: str) -> None:
    headers = whole.test_client().get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_forms_may_lead_to_the_hosts_of_gateways_alone() -> None:
    policy = content_policy(["https://pay.example/checkout?x=1", "https://pay.example/refund"])
    assert "form-action 'self' https://pay.example;" in policy


def test_pages_hold_nothing_that_the_policy_forbids(whole: Flask) -> None:
    page = whole.test_client().get("/staff/sign-in").text
    assert "<script>" not in page
    assert "style=" not in page
    assert "onclick" not in page


def test_production_asks_for_encryption_everywhere(whole_settings: Settings, start: Start) -> None:
    production = replace(
        whole_settings,
        environment="production",
        secret_key="x" * 32,
        stub_url=None,
        public_url="https://shinsei.city.example",
    )
    response = start(production).test_client().get("/staff/sign-in")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Secure" in response.headers["Set-Cookie"]


def test_failures_are_kept_by_nobody(whole: Flask) -> None:
    assert whole.test_client().get("/no/such/page").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/no/such/page", "/staff/sign-out", "/hooks/payments/none"])
def test_unknown_pages_and_methods_look_alike(whole: Flask, path: str) -> None:
    client = whole.test_client()
    response = client.get(path) if path != "/staff/sign-out" else client.put(path)
    assert response.status_code == 404
    assert "ページが見つかりません" in response.text


def test_a_form_without_a_token_is_shown_again_with_what_was_typed(whole: Flask) -> None:
    response = whole.test_client().post("/staff/sign-in", data=TYPED, headers=OURS)
    assert response.status_code == 400
    assert 'name="login" value="花子 &lt;b&gt;&amp;"' in response.text
    assert "さくら" not in response.text


def test_sending_the_shown_form_again_is_accepted(whole: Flask) -> None:
    client = whole.test_client()
    page = client.post("/staff/sign-in", data=TYPED, headers=OURS).text
    found = TOKEN.search(page)
    assert found is not None
    again = client.post("/staff/sign-in", data={**TYPED, "csrf_token": found[1]}, headers=OURS)
    assert again.status_code == 422  # the form was read; the name is unknown


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_another_sites_form_is_not_shown_again(whole: Flask, headers: dict[str, str]) -> None:
    response = whole.test_client().post("/staff/sign-in", data=TYPED, headers=headers)
    assert response.status_code == 403
    assert "花子" not in response.text


def test_what_was_typed_outlives_the_session(whole: Flask) -> None:
    response = whole.test_client().post("/staff/sign-out", data={"reason": "終業"}, headers=OURS)
    assert response.status_code == 401
    assert 'name="reason" value="終業"' in response.text


@pytest.mark.parametrize(
    "body", [b"login=" + b"a" * LARGEST_FORM, b"a=&" * MOST_INPUTS], ids=["long", "many"]
)
def test_a_flood_of_typing_is_refused_before_it_is_read(whole: Flask, body: bytes) -> None:
    typed = "application/x-www-form-urlencoded"
    client = whole.test_client()
    response = client.post("/submissions", data=body, content_type=typed, headers=OURS)
    assert response.status_code == 413
    assert len(response.data) < LARGEST_FORM


@pytest.mark.parametrize("path", ["/submissions/%00", "/staff/cases?after=%00", "/demo/pay/a%00"])
def test_a_character_that_no_database_takes_is_refused_in_addresses(
    whole: Flask, path: str
) -> None:
    assert whole.test_client().get(path).status_code == 400


def test_a_character_that_no_database_takes_is_refused_in_forms(whole: Flask) -> None:
    typed = {**TYPED, "login": "花子\0"}
    response = whole.test_client().post("/staff/sign-in", data=typed, headers=OURS)
    assert response.status_code == 400
    assert "花子" not in response.text


@pytest.fixture
def broken(whole_settings: Settings, start: Start) -> Flask:
    """An application whose database is down."""
    url = "postgresql://nobody@127.0.0.1:1/none"
    return start(replace(whole_settings, database_url=url))


def test_without_a_database_health_is_good_but_nothing_is_ready(broken: Flask) -> None:
    client = broken.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_without_a_database_a_page_still_apologises(broken: Flask) -> None:
    response = broken.test_client().get("/staff/sign-in")
    assert response.status_code == 500
    assert "もう一度お試しください" in response.text


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("10.1.2.3", {}, 200),
        ("1.1.1.1", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 404),
        ("unix:", {}, 404),
    ],
)
def test_metrics_are_for_the_inside_alone(
    whole: Flask, address: str, headers: dict[str, str], status: int
) -> None:
    asked_by = {"REMOTE_ADDR": address}
    answer = whole.test_client().get("/metrics", headers=headers, environ_base=asked_by)
    assert answer.status_code == status
    assert ("madoguchi_requests_total" in answer.text) is (status == 200)


def test_security_contact_is_told_once_there_is_one(whole: Flask) -> None:
    client = whole.test_client()
    assert client.get("/.well-known/security.txt").status_code == 404
    with whole.app_context():
        service.name_municipality(NAME, None, "mailto:security@city.example", ADMISSION)
    text = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:security@city.example\n" in text
    assert "Canonical: http://localhost/.well-known/security.txt\n" in text


def test_robots_stay_away_from_filings(whole: Flask) -> None:
    assert "Disallow: /submissions\n" in whole.test_client().get("/robots.txt").text


def test_ready_means_that_the_database_answers(whole: Flask) -> None:
    assert whole.test_client().get("/readyz").status_code == 200
