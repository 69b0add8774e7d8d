"""Step 12: is the person on the card the person in the form?"""

from dataclasses import replace
from datetime import date

import pytest

from identity.errors import IdentityRejected
from identity.holder import BirthDate, Holder
from identity.matching import ClaimedPerson, compare, normalise_address
from identity.reasons import ReasonCode
from tests.unit.identity.desk import Desk

HOLDER = Holder(
    name="渡辺　吉子",
    name_substitutes="01000",
    sex="2",
    birth_date=BirthDate("319520830", date(1952, 8, 30)),
    address="見本県みほん市辻町４番地の１",
    address_substitutes="0" * 14,
)


@pytest.mark.parametrize("name", ["渡辺　吉子", "渡辺吉子", " 渡辺 吉子 "])
def test_spaces_and_widths_make_no_other_person(name: str) -> None:
    assert compare(HOLDER, ClaimedPerson(name=name)) == ()


def test_difference_at_a_stand_in_character_goes_to_a_clerk() -> None:
    assert compare(HOLDER, ClaimedPerson(name="渡邊　吉子")) == (ReasonCode.MATCH_NEEDS_REVIEW,)


@pytest.mark.parametrize("name", ["渡辺　良子", "渡辺　吉", "見本　花子", ""])
def test_another_name_is_refused(name: str) -> None:
    with pytest.raises(IdentityRejected) as refusal:
        compare(HOLDER, ClaimedPerson(name=name))
    assert refusal.value.code is ReasonCode.MATCH_NAME


def test_variant_characters_are_not_taken_for_one_another() -> None:
    plain = replace(HOLDER, name="斎藤　花子", name_substitutes="00000")
    with pytest.raises(IdentityRejected) as refusal:
        compare(plain, ClaimedPerson(name="齋藤　花子"))
    assert refusal.value.code is ReasonCode.MATCH_NAME


@pytest.mark.parametrize(
    ("on_card", "typed"),
    [
        ("ＴＥＳＴ　ＭＡＲＩＡ（手須戸　マリア）", "手須戸　マリア"),
        ("グエン　テスト", "NGUYEN TEST"),
        ("見本［鈴木］花子", "鈴木　花子"),
    ],
)
def test_names_with_several_spellings_go_to_a_clerk(on_card: str, typed: str) -> None:
    foreign = replace(HOLDER, name=on_card, name_substitutes="0" * len(on_card))
    assert compare(foreign, ClaimedPerson(name=typed)) == (ReasonCode.MATCH_NEEDS_REVIEW,)


def test_latin_names_are_the_same_in_any_case_and_width() -> None:
    foreign = replace(HOLDER, name="ＴＥＳＴ　ＭＡＲＩＡ", name_substitutes="0" * 10)
    assert compare(foreign, ClaimedPerson(name="Test Maria")) == ()


def test_another_birth_date_is_refused() -> None:
    with pytest.raises(IdentityRejected) as refusal:
        compare(HOLDER, ClaimedPerson(birth_date=date(1952, 8, 31)))
    assert refusal.value.code is ReasonCode.MATCH_BIRTHDATE


@pytest.mark.parametrize(
    "address",
    [
        "見本県みほん市辻町４番地の１",
        "見本県みほん市辻町４－１",
        "見本県 みほん市 辻町4番1号",
        "見本県みほん市辻町4の1",
        "見本県みほん市辻町４−１",
    ],
)
def test_ways_to_write_an_address_make_no_difference(address: str) -> None:
    assert compare(HOLDER, ClaimedPerson(address=address)) == ()


@pytest.mark.parametrize("address", ["みほん市辻町４番地の１", "見本県みほん市本町１番地"])
def test_another_address_goes_to_a_clerk_and_is_never_refused(address: str) -> None:
    assert compare(HOLDER, ClaimedPerson(address=address)) == (ReasonCode.MATCH_ADDRESS,)


def test_long_vowels_inside_words_are_no_hyphens() -> None:
    assert normalise_address("中央１ー２センタービル") == "中央1-2センタービル"


def test_everything_to_look_at_is_named_at_once() -> None:
    claimed = ClaimedPerson("渡邊　吉子", date(1952, 8, 30), "本町１番地")
    assert compare(HOLDER, claimed) == (ReasonCode.MATCH_ADDRESS, ReasonCode.MATCH_NEEDS_REVIEW)


@pytest.mark.parametrize(
    ("claimed", "code"),
    [
        (ClaimedPerson("別人　三郎", date(1985, 4, 12)), ReasonCode.MATCH_NAME),
        (ClaimedPerson("見本　花子", date(2001, 1, 1)), ReasonCode.MATCH_BIRTHDATE),
    ],
)
def test_valid_signature_of_somebody_else_is_refused(
    desk: Desk, claimed: ClaimedPerson, code: ReasonCode
) -> None:
    desk.answer = replace(desk.answer, claimed=claimed)
    with pytest.raises(IdentityRejected) as refusal:
        desk.submit()
    assert refusal.value.code is code


def test_moved_person_passes_with_a_note_for_the_clerk(desk: Desk) -> None:
    desk.answer = replace(desk.answer, claimed=replace(desk.claimed, address="隣町９番地"))
    assert desk.submit().review == (ReasonCode.MATCH_ADDRESS,)


def test_nothing_is_compared_when_the_form_asks_nothing(desk: Desk) -> None:
    desk.answer = replace(desk.answer, claimed=None)
    assert desk.submit().review == ()
