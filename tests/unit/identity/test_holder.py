"""Reading the holder's data from a certificate for signing."""

from dataclasses import replace
from datetime import date

import pytest
from asn1crypto import core
from cryptography import x509
from cryptography.x509.oid import ObjectIdentifier

from identity import holder
from identity.errors import IdentityRejected
from identity.holder import decode_birth_date, encode_birth_date, read_holder
from identity.reasons import ReasonCode
from identity.stub.authority import holder_names
from identity.stub.people import PEOPLE, TestPerson, find_person
from tests.unit.identity.desk import Desk

HANAKO = find_person("hanako")


def other_name(oid: ObjectIdentifier, text: str) -> x509.OtherName:
    return x509.OtherName(oid, core.UTF8String(text).dump())


def with_entry(oid: ObjectIdentifier, *entries: x509.OtherName) -> tuple[x509.OtherName, ...]:
    """Return Hanako's entries with one replaced by others, or by none."""
    kept = [each for each in holder_names(HANAKO) if each.type_id != oid]
    return (*kept, *entries)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_test_person_is_read_back_as_issued(desk: Desk, person: TestPerson) -> None:
    read = read_holder(desk.issue(holder=holder_names(person)))
    assert (read.name, read.address, read.sex) == (person.name, person.address, person.sex)
    assert read.birth_date.raw == person.birth_date()


def test_entries_are_found_by_identifier_and_not_by_order(desk: Desk) -> None:
    certificate = desk.issue(holder=tuple(reversed(holder_names(HANAKO))))
    assert read_holder(certificate).name == HANAKO.name


def test_names_of_another_kind_are_passed_over(desk: Desk) -> None:
    names = [x509.DNSName("example.jp"), other_name(ObjectIdentifier("1.2.3"), "？")]
    extension = x509.SubjectAlternativeName([*names, *holder_names(HANAKO)])
    certificate = desk.issue(holder=(), extra=((extension, False),))
    assert read_holder(certificate).address == HANAKO.address


@pytest.mark.parametrize(
    "entries",
    [
        (*holder_names(HANAKO), other_name(holder.NAME, "別人　三郎")),
        with_entry(holder.ADDRESS),
        with_entry(holder.SEX, other_name(holder.SEX, "7")),
        with_entry(holder.NAME_SUBSTITUTES, other_name(holder.NAME_SUBSTITUTES, "000")),
        with_entry(holder.NAME_SUBSTITUTES, other_name(holder.NAME_SUBSTITUTES, "00002")),
        with_entry(holder.BIRTH_DATE, other_name(holder.BIRTH_DATE, "19850412")),
        with_entry(holder.NAME, x509.OtherName(holder.NAME, b"\x13\x05HANAK")),
        with_entry(holder.NAME, x509.OtherName(holder.NAME, b"\x0c\x05\xff\xff\xff\xff\xff")),
        with_entry(holder.NAME, x509.OtherName(holder.NAME, core.UTF8String("").dump())),
        (),
    ],
    ids=[
        "given twice",
        "missing",
        "code for sex",
        "too few flags",
        "strange flag",
        "birth date without era",
        "not UTF8String",
        "not UTF-8",
        "empty",
        "no data at all",
    ],
)
def test_holder_data_that_does_not_add_up_is_refused(
    desk: Desk, entries: tuple[x509.OtherName, ...]
) -> None:
    with pytest.raises(IdentityRejected) as refusal:
        desk.submit(desk.issue(holder=entries))
    assert refusal.value.code is ReasonCode.CERT_ATTRIBUTES_INVALID


@pytest.mark.parametrize(
    ("day", "raw"),
    [
        (date(2019, 5, 1), "520190501"),
        (date(2019, 4, 30), "420190430"),
        (date(1989, 1, 8), "419890108"),
        (date(1989, 1, 7), "319890107"),
        (date(1926, 12, 24), "219261224"),
        (date(1912, 7, 29), "119120729"),
        (date(1868, 1, 24), "018680124"),
    ],
)
def test_birth_date_carries_its_era_before_the_gregorian_date(day: date, raw: str) -> None:
    assert encode_birth_date(day) == raw
    assert decode_birth_date(raw).day == day


@pytest.mark.parametrize("raw", ["400000000", "319380000", "319850230"])
def test_birth_date_that_is_not_wholly_known_is_never_guessed(raw: str) -> None:
    assert decode_birth_date(raw).day is None


@pytest.mark.parametrize("raw", ["", "619850412", "31985041", "3198504121", "３19850412"])
def test_birth_date_of_another_form_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="EYYYYMMDD"):
        decode_birth_date(raw)


def test_unknown_birth_day_goes_to_a_clerk(desk: Desk) -> None:
    person = find_person("unknown-day")
    claimed = replace(desk.claimed, name=person.name, address=person.address)
    desk.answer = replace(desk.answer, claimed=claimed)
    verified = desk.submit(desk.issue(holder=holder_names(person)))
    assert verified.review == (ReasonCode.MATCH_NEEDS_REVIEW,)
