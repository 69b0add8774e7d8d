"""Locks after wrong passwords, and how long a session lives."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import policy

NINE = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)  # nine in the morning in Tokyo
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("typed", ["hanako", " Hanako ", "ＨＡＮＡＫＯ"])
def test_a_login_is_the_same_however_it_is_typed(typed: str) -> None:
    assert policy.login_key(typed) == "hanako"


def test_nine_wrong_passwords_do_not_lock() -> None:
    assert policy.after_failure(8, NINE) == policy.Failures(9, None)


def test_the_tenth_wrong_password_locks_for_a_quarter_of_an_hour() -> None:
    failures = policy.after_failure(9, NINE)
    assert failures.count == 0
    assert policy.is_locked(failures.locked_until, NINE + timedelta(minutes=15) - SECOND)
    assert not policy.is_locked(failures.locked_until, NINE + timedelta(minutes=15))


def test_an_account_without_a_lock_is_open() -> None:
    assert not policy.is_locked(None, NINE)


def test_a_session_ends_after_an_hour_without_a_click() -> None:
    assert policy.is_alive(NINE, NINE, NINE + timedelta(hours=1) - SECOND)
    assert not policy.is_alive(NINE, NINE, NINE + timedelta(hours=1))


def test_a_session_in_use_ends_after_twelve_hours() -> None:
    evening = NINE + timedelta(hours=12)
    assert policy.is_alive(NINE, evening - SECOND, evening - SECOND)
    assert not policy.is_alive(NINE, evening, evening)


def test_clicks_within_a_minute_are_written_once() -> None:
    assert not policy.is_worth_writing(NINE, NINE + timedelta(seconds=59))
    assert policy.is_worth_writing(NINE, NINE + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("password", "acceptable"),
    [("あ" * 11, False), ("あ" * 12, True), ("a" * 256, True), ("a" * 257, False)],
)
def test_passwords_have_twelve_to_256_characters(password: str, acceptable: bool) -> None:
    assert policy.is_acceptable(password) is acceptable
