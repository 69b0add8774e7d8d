"""A pack is read as a whole, or refused with the problems of all its files."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.procedures.packs import BUILT_IN, InvalidPack, Pack, read_pack
from tests.unit.procedures import source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUILT_IN, tmp_path / "pack"))


def _change(path: Path, **changes: Any) -> None:
    document = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**document, **changes}, ensure_ascii=False), "utf-8")


def _problems(folder: Path) -> dict[str, list[str]]:
    with pytest.raises(InvalidPack) as caught:
        read_pack(folder)
    return dict(caught.value.problems)


def test_the_built_in_pack_holds_the_eight_procedures(pack: Pack) -> None:
    assert set(pack.procedures) == set(source.EIGHT)


def test_documents_are_kept_as_they_stand_in_the_files(pack: Pack) -> None:
    path = BUILT_IN / "procedures" / "juminhyo.json"
    assert pack.procedures["juminhyo"].document == json.loads(path.read_text("utf-8"))


def test_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    (folder / "procedures" / "juminhyo.json").write_text("{", "utf-8")
    _change(folder / "tables" / "postage.json", kind="parcels")
    _change(folder / "lists" / "offices.json", colour="blue")
    (folder / "departments.json").write_text("{}", "utf-8")
    (folder / "accounts.json").unlink()
    places = {problem.partition(": ")[0] for problem in _problems(folder)}
    assert places == {
        "procedures/juminhyo.json",
        "tables/postage.json",
        "lists/offices.json",
        "departments.json",
        "accounts.json",
    }


def test_a_file_that_is_no_object_is_refused(folder: Path) -> None:
    (folder / "tables" / "postage.json").write_text("[]", "utf-8")
    (folder / "categories.json").write_text('["certificates"]', "utf-8")
    assert _problems(folder) == {
        "tables/postage.json": ["is no object"],
        "categories.json: 0": ["is no object"],
    }


def test_a_file_has_to_be_called_as_its_id_says(folder: Path) -> None:
    (folder / "lists" / "offices.json").rename(folder / "lists" / "counters.json")
    assert _problems(folder) == {"lists/counters.json": ["is not called as its id says"]}


def test_a_definition_that_contradicts_itself_is_refused(folder: Path) -> None:
    _change(folder / "procedures" / "sodai-gomi.json", kind="notification")
    assert set(_problems(folder)) == {"procedures/sodai-gomi.json: arrival"}


def test_names_that_no_file_explains_are_refused(folder: Path) -> None:
    (folder / "tables" / "juminhyo-fee.json").unlink()
    _change(folder / "procedures" / "yokaigo-shinki.json", department="zaisei")
    assert set(_problems(folder)) == {
        "procedures/juminhyo.json: fee.lines.0.unit_price",
        "procedures/yokaigo-shinki.json: department",
    }


@pytest.mark.parametrize("fact", [1.5, True, "", "あ" * 201, None, []])
def test_facts_of_a_list_are_whole_numbers_or_short_texts(folder: Path, fact: Any) -> None:
    choice = {"value": "hall", "label": {"ja": "ホール"}, "facts": {"capacity": fact}}
    _change(folder / "lists" / "facilities.json", choices=[choice])
    assert any(problem.startswith("lists/facilities.json") for problem in _problems(folder))


def test_a_list_names_every_choice_once(folder: Path) -> None:
    choice = {"value": "main", "label": {"ja": "本庁"}}
    _change(folder / "lists" / "offices.json", choices=[choice, choice])
    assert set(_problems(folder)) == {"lists/offices.json: choices"}


def test_the_capacity_of_a_room_is_known(pack: Pack) -> None:
    lookups = pack.catalogue().lookups()
    assert lookups.number("facility.capacity", {"facility": "chuo-hall"}) == 200
    assert lookups.number("facility.capacity", {"facility": "nowhere"}) is None
    assert lookups.number("project.comments_until", {"project": "sogo-keikaku"}) is None


def test_lists_know_neither_places_nor_postal_codes(pack: Pack) -> None:
    lookups = pack.catalogue().lookups()
    assert lookups.choices("nothing") == ()
    assert lookups.places("counter_slots", ["1"]) == {}
    assert lookups.towns("9638601") == ()


def test_slots_of_a_room_are_those_of_the_room_chosen(pack: Pack) -> None:
    form = pack.procedures["shisetsu-shiyo"].content.form
    assert form.field("use_slots").settings["resource_from"] == "facility"


def test_the_sixteen_specified_diseases_are_listed(pack: Pack) -> None:
    assert len(pack.lists["specified_diseases"].content.values()) == 16
