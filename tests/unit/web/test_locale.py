"""The language of a page, and the way back after changing it."""

import pytest
from flask import Flask

from app.web.locale import current_locale, own_path
from tests.support.pages import small_application


@pytest.fixture(scope="module")
def app() -> Flask:
    return small_application()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "ja"),
        ({"Accept-Language": "en-GB,en;q=0.8"}, "en"),
        ({"Accept-Language": "fr"}, "ja"),
        ({"Accept-Language": "en", "Cookie": "language=ja-easy"}, "ja-easy"),
        ({"Cookie": "language=tlh"}, "ja"),
    ],
)
def test_the_choice_counts_before_the_browser(
    app: Flask, headers: dict[str, str], expected: str
) -> None:
    with app.test_request_context(headers=headers):
        assert current_locale() == expected


def test_choosing_a_language_keeps_it_and_leads_back(app: Flask) -> None:
    answer = app.test_client().get("/language/en?next=/procedures?q=住民票")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/procedures?q=")
    assert "language=en" in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]


def test_a_language_we_do_not_speak_is_not_found(app: Flask) -> None:
    assert app.test_client().get("/language/tlh").status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/\t/x",
    ],
)
def test_the_way_back_never_leaves_this_site(target: str) -> None:
    assert own_path(target) == "/"


def test_the_way_back_keeps_its_query() -> None:
    assert own_path("/procedures?q=%E4%BD%8F") == "/procedures?q=%E4%BD%8F"
