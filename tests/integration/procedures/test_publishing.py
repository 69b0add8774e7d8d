"""Publishing definitions: all problems at once or the next version, and nothing else."""

import copy
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.actor import system
from app.core.db import reading
from app.demo import load as demo
from app.procedures import commands, queries, service
from app.procedures.models import ProcedureVersion
from app.procedures.packs import Pack, read_pack
from app.procedures.schema import InvalidDefinition

TESTS = system("tests")


@pytest.fixture
def pack(services: Flask) -> Pack:
    pack = read_pack()
    demo.load_city(pack)
    demo.load_departments([each.content for each in pack.departments])
    demo.load_procedures(pack)
    return pack


def document(pack: Pack) -> dict[str, Any]:
    return copy.deepcopy(dict(pack.procedures["juminhyo"].document))


def versions() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(ProcedureVersion)) or 0


def test_every_unknown_key_is_told_with_its_path_and_nothing_is_stored(pack: Pack) -> None:
    before, wrong = versions(), document(pack)
    wrong["colour"] = "blue"
    wrong["clock"]["weeks"] = 2
    wrong["form"]["sections"][0]["fields"][0]["placeholder"] = "山田"
    with pytest.raises(InvalidDefinition) as refused:
        service.publish(wrong, TESTS)
    told = set(refused.value.problems)
    assert {"colour", "clock.weeks", "form.sections.0.fields.0.placeholder"} <= told
    assert versions() == before


def test_a_name_the_municipality_does_not_have_is_refused(pack: Pack) -> None:
    wrong = document(pack)
    wrong["department"] = "moon"
    wrong["fee"]["lines"][0]["account"] = "no.such"
    with pytest.raises(InvalidDefinition) as refused:
        service.publish(wrong, TESTS)
    assert {"department", "fee.lines.0.account"} <= set(refused.value.problems)


def test_a_change_becomes_the_next_version_and_leaves_the_earlier_one(pack: Pack) -> None:
    """Lesson 14."""
    first = queries.current("juminhyo")
    changed = document(pack)
    changed["summary"]["ja"] = "住民票の写しを請求します。"
    assert service.publish(changed, TESTS) == first.number + 1
    assert queries.current("juminhyo").definition.summary.ja == "住民票の写しを請求します。"
    assert queries.version(first.version_id).definition == first.definition


def test_publishing_the_same_again_makes_no_version(pack: Pack) -> None:
    before = versions()
    assert service.publish(document(pack), TESTS) == 1
    assert versions() == before


def test_versions_published_at_once_are_numbered_one_after_another(
    pack: Pack, services: Flask
) -> None:
    def publish(number: int) -> int:
        changed = document(pack)
        changed["summary"]["ja"] = f"住民票の写しを請求します。{number}"
        with services.app_context():
            return service.publish(changed, TESTS)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(publish, range(4))) == [2, 3, 4, 5]


def test_the_command_says_every_problem_and_exits_with_an_error(
    pack: Pack, services: Flask, tmp_path: Path
) -> None:
    wrong = document(pack) | {"colour": "blue", "taste": "sweet"}
    file = tmp_path / "juminhyo.json"
    file.write_text(json.dumps(wrong))
    commands.install(services)
    result = services.test_cli_runner().invoke(args=["publish", str(file)])
    assert result.exit_code == 1
    assert "colour" in result.output
    assert "taste" in result.output
