"""Signing in and out, with its locks, sessions and traces."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from app.accounts import passwords, queries, service
from app.accounts.models import Staff, StaffSession
from app.audit.queries import of_subject
from app.core.db import reading, transaction
from app.core.errors import Conflict, Invalid
from tests.support.people import ADMISSION, PASSWORD, SHIMIN, admit, clerk_of, open_departments

pytestmark = pytest.mark.usefixtures("services")
WRONG = "梅の花はまだ咲かない 2026"


@pytest.fixture
def hanako(services: Flask) -> int:
    open_departments()
    return admit("hanako", clerk_of(SHIMIN))


def fail(times: int, login: str = "hanako") -> None:
    for _ in range(times):
        with pytest.raises(service.SignInFailed):
            service.sign_in(login, WRONG)


def actions(subject: str) -> list[str]:
    return [link.action for link in of_subject(subject)]


def test_the_right_password_opens_a_session_with_all_grants(hanako: int) -> None:
    member = service.resume(service.sign_in("ＨＡＮＡＫＯ", PASSWORD))
    assert member is not None
    assert (member.id, member.grants) == (hanako, (clerk_of(SHIMIN),))
    assert member.department.ja == "市民課"


def test_the_database_holds_neither_password_nor_token(hanako: int) -> None:
    token = service.sign_in("hanako", PASSWORD)
    with reading() as session:
        stored = session.scalars(select(Staff.password_hash)).one()
        digest = session.scalars(select(StaffSession.token_hash)).one()
    assert stored.startswith("$argon2id$")
    assert token.encode() not in digest


def test_an_unknown_name_fails_like_a_wrong_password(hanako: int) -> None:
    fail(1)
    fail(1, login="taro")
    assert actions(f"staff:{hanako}") == ["staff.added", "sign_in.failed"]
    assert actions("staff:unknown") == ["sign_in.failed"]


def test_what_was_typed_as_a_name_is_not_written_down(hanako: int) -> None:
    fail(1, login=PASSWORD)
    (link,) = of_subject("staff:unknown")
    assert (link.actor_id, link.details) == ("sign_in", {})


def test_ten_failures_lock_even_the_right_password_out(hanako: int, offset_file: Path) -> None:
    fail(10)
    with pytest.raises(service.SignInFailed):
        service.sign_in("hanako", PASSWORD)
    assert actions(f"staff:{hanako}")[-2:] == ["sign_in.locked", "sign_in.refused"]
    offset_file.write_text("901")
    assert service.resume(service.sign_in("hanako", PASSWORD))


def test_the_right_password_forgets_earlier_failures(hanako: int) -> None:
    fail(9)
    service.sign_in("hanako", PASSWORD)
    fail(9)
    assert service.resume(service.sign_in("hanako", PASSWORD))


def test_signing_out_ends_the_session_at_once(hanako: int) -> None:
    token = service.sign_in("hanako", PASSWORD)
    service.sign_out(token)
    service.sign_out(token)
    assert service.resume(token) is None
    assert actions(f"staff:{hanako}") == ["staff.added", "sign_in.done", "sign_out.done"]


def test_an_idle_session_is_over_after_an_hour(hanako: int, offset_file: Path) -> None:
    token = service.sign_in("hanako", PASSWORD)
    offset_file.write_text("3500")
    assert service.resume(token)
    offset_file.write_text("7000")
    assert service.resume(token)
    offset_file.write_text("10700")
    assert service.resume(token) is None


def test_who_no_longer_works_here_is_out_at_once(hanako: int) -> None:
    token = service.sign_in("hanako", PASSWORD)
    leave(hanako)
    assert service.resume(token) is None
    with pytest.raises(service.SignInFailed):
        service.sign_in("hanako", PASSWORD)


def leave(staff_id: int) -> None:
    with transaction() as session:
        session.get_one(Staff, staff_id).active = False


def test_an_invented_token_is_nobody() -> None:
    assert service.resume("見知らぬ人") is None


def test_a_second_account_of_one_name_is_refused(hanako: int) -> None:
    with pytest.raises(Conflict):
        admit(" HANAKO ")


def test_a_short_password_is_refused_before_anything_is_stored() -> None:
    new = service.NewStaff(login="taro", name="窓口 太郎", password="桜", grants=())
    with pytest.raises(Invalid) as caught:
        service.add_staff(new, ADMISSION)
    assert caught.value.problems == {"password": "staff.problem.password_length"}
    assert queries.credentials("taro") is None


def test_departments_are_listed_by_code_and_never_twice(hanako: int) -> None:
    assert [each.code for each in queries.departments()] == ["kaigo", "shimin"]
    with pytest.raises(Conflict):
        open_departments()


def test_an_old_hash_is_renewed_by_the_next_sign_in(hanako: int) -> None:
    weaken(hanako)
    service.sign_in("hanako", PASSWORD)
    known = queries.credentials("hanako")
    assert known is not None
    assert not passwords.is_outdated(known.password_hash)


def weaken(staff_id: int) -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with transaction() as session:
        session.get_one(Staff, staff_id).password_hash = hasher.hash(PASSWORD)
