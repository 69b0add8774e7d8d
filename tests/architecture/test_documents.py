"""The documents say what the code does, and name only what exists."""

import re
from pathlib import Path

import pytest

from app.core import config
from tests.architecture.generated import PARTS, block, text_of
from tests.architecture.sources import ROOT, read

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
FOLDERS = "app|forms|identity|payments|tests|locales|migrations|docs|requirements"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
#: A test or another name in a file, as pytest writes it.
NAME_IN_FILE = re.compile(rf"`((?:{FOLDERS})/[\w./-]+\.py)::(\w+)`")
LESSON = re.compile(r"^\| (\d+) \|", re.MULTILINE)
LESSONS = 28
GUIDES = ("docs/operate.md", "docs/operate.ja.md")
VARIABLE = re.compile(r'"([A-Z][A-Z_]{3,})"')


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_a_document_links_to_and_names_what_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    linked = [document.parent / target for target in LINK.findall(text)]
    named = [ROOT / target for target in NAMED.findall(text)]
    assert [str(each) for each in linked + named if not each.exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_a_document_names_tests_and_functions_that_exist(document: Path) -> None:
    mentioned = NAME_IN_FILE.findall(document.read_text(encoding="utf-8"))
    assert [
        f"{path}::{name}"
        for path, name in mentioned
        if not (ROOT / path).exists()
        or not re.search(rf"^(?:def |class )?{name}\b", read(ROOT / path).text, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("name", PARTS)
def test_what_is_made_from_the_code_is_up_to_date(name: str) -> None:
    """When this fails: `.venv/bin/python -m tests.architecture.generated`."""
    path, _ = PARTS[name]
    found = block(name).search((ROOT / path).read_text(encoding="utf-8"))
    assert found is not None
    assert found.group(2) == text_of(name)


def test_every_lesson_is_told_once_and_in_order() -> None:
    told = LESSON.findall((ROOT / "docs/lessons.md").read_text(encoding="utf-8"))
    assert [int(number) for number in told] == list(range(1, LESSONS + 1))


@pytest.mark.parametrize("guide", GUIDES)
def test_every_setting_is_explained(guide: str) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")
    settings = set(VARIABLE.findall(read(Path(config.__file__)).text))
    assert sorted(name for name in settings if f"`{name}`" not in text) == []
