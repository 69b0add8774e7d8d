"""What lies in the repository: whole, for itself, and nobody else's."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

TOP_LEVEL = (
    ".ci/run",
    "CHANGELOG.md",
    "Makefile",
    "README.md",
    "app",
    "docs/architecture.md",
    "docs/decisions",
    "docs/lessons.md",
    "docs/operate.ja.md",
    "docs/operate.md",
    "docs/rules.md",
    "docs/scale.md",
    "docs/security.md",
    "forms",
    "identity",
    "locales",
    "migrations",
    "payments",
    "pyproject.toml",
    "requirements",
    "serve.py",
    "tests",
    "wsgi.py",
)
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
#: Folders of one machine; a repository that names them works there only.
MACHINE = re.compile(r"(?<![\w./~-])/(?:home|root|Users|work)/\w")
BINARY = frozenset({".png", ".jpg", ".pdf"})
MADE = frozenset({".venv", "var", "__pycache__", "node_modules", ".git"})
LARGEST = 1_000_000  #: bytes


def files() -> list[Path]:
    """Return what the version control would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:  # an unpacked archive
        found = [each for each in ROOT.rglob("*") if not MADE & set(each.parts)]
    return [each for each in found if each.is_file()]


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_the_repository_has(name: str) -> None:
    assert (ROOT / name).exists()


def test_no_file_names_a_folder_of_one_machine() -> None:
    texts = [each for each in files() if each.suffix not in BINARY]
    assert [each for each in texts if MACHINE.search(each.read_text(encoding="utf-8"))] == []


def test_no_file_is_large() -> None:
    assert [each for each in files() if each.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_has_hashes_and_no_address(lock: Path) -> None:
    text = re.sub(r"^\s*#.*$", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    packages = re.findall(r"^[a-z0-9][\w.\[\]-]*==", text, re.MULTILINE | re.IGNORECASE)
    assert packages
    assert len(packages) <= text.count("--hash=sha256:")
    assert "://" not in text
    assert "index-url" not in text
