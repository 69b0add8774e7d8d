"""The import contracts are kept, and each of them really refuses what it is there to refuse."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import CODE, ROOT

LINTER = Path(sys.executable).with_name("lint-imports")
#: A file, a line that must not stand in it, and how the linter names what it found.
FORBIDDEN = {
    "an island imports another": (
        "forms/answers.py",
        "import payments.money",
        "forms.answers -> payments.money",
    ),
    "an island imports the framework": (
        "identity/envelope.py",
        "import flask",
        "identity.envelope -> flask",
    ),
    "an island imports the shell": (
        "payments/money.py",
        "import app.core.ids",
        "payments.money -> app.core.ids",
    ),
    "an earlier feature imports a later one": (
        "app/submissions/service/door.py",
        "import app.cases.policy",
        "app.submissions.service.door -> app.cases.policy",
    ),
    "a service imports a gateway's library": (
        "app/checkout/service/starting.py",
        "import stripe",
        "app.checkout.service.starting -> stripe",
    ),
    "a service chooses an adapter itself": (
        "app/treasury/service/refunds.py",
        "import payments.adapters.demo",
        "app.treasury.service.refunds -> payments.adapters.demo",
    ),
    "a view reads tables": (
        "app/web/staff/cases.py",
        "import app.cases.models",
        "app.web.staff.cases -> app.cases.models",
    ),
    "a citizen's view imports a clerk's": (
        "app/web/citizen/review.py",
        "import app.web.staff.queue",
        "app.web.citizen.review -> app.web.staff.queue",
    ),
    "a rule asks the database": (
        "app/submissions/policy.py",
        "import app.core.db",
        "app.submissions.policy -> app.core.db",
    ),
    "a web process imports jobs": (
        "app/web/citizen/apply.py",
        "import app.notices.jobs",
        "app.web.citizen.apply -> app.notices.jobs",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - ours
        [LINTER, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code that may be spoilt."""
    folder = tmp_path_factory.mktemp("copy")
    for package in CODE:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def complaints(copy: Path) -> str:
    """What the linter says of a copy that breaks every contract at once."""
    for path, line, _ in FORBIDDEN.values():
        file = copy / path
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1, done.stderr or done.stdout
    return done.stdout


def test_every_contract_is_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "complaint", [complaint for _, _, complaint in FORBIDDEN.values()], ids=list(FORBIDDEN)
)
def test_a_wrong_import_is_refused_when(complaint: str, complaints: str) -> None:
    assert f"{complaint} " in complaints
