"""Whose answers have to agree with the proof, and where a code goes."""

from datetime import date

import pytest

from app.procedures.definition import IdentityMatch
from app.verification.policy import UNANSWERED, UNDECIDED, UNSUCCESSFUL, claimed_person, contact_of
from identity.matching import ClaimedPerson
from identity.states import CheckState

APPLICANT = IdentityMatch(
    name="applicant.name", birth_date="applicant.birth_date", address="applicant.address"
)


def test_the_answers_of_the_named_roles_are_compared() -> None:
    roles = {
        "applicant.name": ["郡山　太郎"],
        "applicant.birth_date": ["1985-04-12"],
        "applicant.address": ["福島県郡山市朝日一丁目２３－７"],
        "agent.name": ["郡山　花子"],
    }
    assert claimed_person(APPLICANT, roles) == ClaimedPerson(
        "郡山　太郎", date(1985, 4, 12), "福島県郡山市朝日一丁目２３－７"
    )


def test_what_a_form_does_not_ask_is_not_compared() -> None:
    roles = {"agent.name": ["郡山　花子"]}
    assert claimed_person(IdentityMatch(name="agent.name"), roles) == ClaimedPerson("郡山　花子")


def test_nobody_is_compared_where_nothing_has_to_agree() -> None:
    assert claimed_person(None, {"applicant.name": ["郡山　太郎"]}) is None


@pytest.mark.parametrize(
    ("roles", "address"),
    [
        (
            {"applicant.email": ["taro@example.jp"], "agent.email": ["a@example.jp"]},
            "taro@example.jp",
        ),
        ({"applicant.email": [], "agent.email": ["a@example.jp"]}, "a@example.jp"),
        ({"applicant.phone": ["024-924-2591"]}, ""),
    ],
)
def test_a_code_goes_to_whoever_files(roles: dict[str, list[str]], address: str) -> None:
    assert contact_of(roles) == address


def test_every_state_of_a_check_is_in_one_group_at_most() -> None:
    groups = (UNANSWERED, UNDECIDED, UNSUCCESSFUL, {CheckState.VERIFIED})
    assert sorted(state for group in groups for state in group) == sorted(CheckState)
