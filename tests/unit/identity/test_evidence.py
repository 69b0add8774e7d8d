"""What is kept of a check can be read back whole, and lists can come from a folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from identity.adapters import crl_folder
from identity.adapters.counter import CounterProvider
from identity.adapters.crl_folder import CrlFolder
from identity.errors import IdentityPending
from identity.provider import Answer, Environment
from identity.record import read_record, write_record
from identity.stub.authority import holder_names
from identity.stub.people import find_person
from tests.unit.identity.desk import NOW, Desk


def test_signed_identity_is_read_back_from_its_record(desk: Desk) -> None:
    verified = desk.submit()
    assert read_record(write_record(verified)) == verified


def test_holder_without_a_birth_day_is_read_back(desk: Desk) -> None:
    person = find_person("unknown-day")
    desk.answer = replace(desk.answer, claimed=None)
    verified = desk.submit(desk.issue(holder=holder_names(person)))
    assert read_record(write_record(verified)) == verified


def test_identity_without_a_signature_is_read_back_from_its_record() -> None:
    answer = Answer(
        fields={"documents": "passport", "clerk": "staff-7"},
        session_id="session-1",
        transaction_id="check-1",
        received_at=NOW,
    )
    verified = CounterProvider(Environment.STUB).verify(answer, NOW)
    assert read_record(write_record(verified)) == verified


def test_configuration_is_part_of_the_evidence(desk: Desk) -> None:
    before = desk.submit().evidence.configuration_sha256
    desk.trust = replace(desk.trust, anchors=desk.trust.anchors[:1])
    assert desk.submit().evidence.configuration_sha256 != before


def test_lists_are_taken_from_a_folder(desk: Desk, tmp_path: Path) -> None:
    for name, der in desk.shelf.lists.items():
        (tmp_path / name).write_bytes(der)
    desk.trust = replace(desk.trust, revocation=CrlFolder(tmp_path))
    assert desk.submit().review == ()


def test_empty_folder_leaves_the_check_pending(desk: Desk, tmp_path: Path) -> None:
    desk.trust = replace(desk.trust, revocation=CrlFolder(tmp_path))
    with pytest.raises(IdentityPending):
        desk.submit()


def test_list_beyond_all_measure_is_not_read(desk: Desk, tmp_path: Path) -> None:
    for name in desk.shelf.lists:
        with (tmp_path / name).open("wb") as file:
            file.truncate(crl_folder.MAX_LIST_BYTES + 1)
    desk.trust = replace(desk.trust, revocation=CrlFolder(tmp_path))
    with pytest.raises(IdentityPending):
        desk.submit()
