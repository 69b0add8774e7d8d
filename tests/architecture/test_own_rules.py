"""Rules of this project that no linter knows."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.sources import (
    CODE,
    OTHERS,
    ROOT,
    Function,
    Source,
    calls,
    dotted,
    sources,
)

APPLICATION = sources(*CODE)
#: Where money is worked out, from the fee to the ledger.
MONEY = sources("payments", "app/treasury", "app/checkout", "app/cases", "app/procedures")
CLOCKS = frozenset(
    f"{module}{name}"
    for module in ("", "datetime.")
    for name in ("datetime.now", "datetime.utcnow", "datetime.today", "date.today")
) | {"time.time"}
#: Where a process begins, and reads what the world says to it.
BEGINNINGS = frozenset(
    {
        "app/core/supervisor/__main__.py",
        "app/web/stub/wsgi.py",
        "serve.py",
        "wsgi.py",
    }
)
TEMPLATES = ROOT / "app" / "web" / "templates"
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


def is_service(path: str) -> bool:
    return path.endswith("/service.py") or "/service/" in path


def calling(name: str, *, among: Iterable[Source]) -> Iterator[tuple[Source, ast.Call]]:
    for source in among:
        for called, node in calls(source):
            if called == name or called.endswith(f".{name}"):
                yield source, node


def attributes_set(source: Source) -> Iterator[ast.Attribute]:
    for node in source.nodes():
        targets = node.targets if isinstance(node, ast.Assign) else []
        yield from (target for target in targets if isinstance(target, ast.Attribute))


def test_only_the_transaction_commits() -> None:
    committing = {source.path for source, _ in calling("commit", among=APPLICATION)}
    assert committing == {"app/core/db.py"}


def test_only_services_change_a_state() -> None:
    assert [
        source.at(target)
        for source in APPLICATION
        for target in attributes_set(source)
        if target.attr == "state" and not is_service(source.path)
    ] == []


def test_only_one_door_changes_the_state_of_a_submission() -> None:
    assert [
        source.path
        for source in APPLICATION
        for target in attributes_set(source)
        if dotted(target) == "submission.state"
    ] == ["app/submissions/service/door.py"]


def test_only_the_clock_asks_what_time_it_is() -> None:
    assert {
        source.path for source in APPLICATION for called, _ in calls(source) if called in CLOCKS
    } == {"app/core/clock.py"}


def test_the_environment_is_read_only_where_a_process_begins() -> None:
    reading = {
        source.path
        for source in sources(*CODE, "serve.py", "wsgi.py")
        for node in source.nodes()
        if isinstance(node, ast.Attribute) and dotted(node) in ("os.environ", "os.getenv")
    }
    assert reading <= BEGINNINGS


def test_money_is_never_a_float() -> None:
    assert [
        source.at(node)
        for source in MONEY
        for node in source.nodes()
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and is_number(node))
    ] == []


def is_number(division: ast.BinOp) -> bool:
    """Tell a division from the joining of paths, which have names or texts on the right."""
    return isinstance(division.right, ast.Constant) and isinstance(division.right.value, int)


def test_no_import_hides_in_a_function() -> None:
    assert [
        source.at(inner)
        for source in sources(*CODE, *OTHERS)
        for function in source.nodes()
        if isinstance(function, Function)
        for inner in ast.walk(function)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ] == []


def test_nothing_is_left_unfinished() -> None:
    this = "tests/architecture/test_own_rules.py"
    written = [source for source in sources(*CODE, *OTHERS) if source.path != this]
    assert [source.path for source in written if UNFINISHED.search(source.text)] == []


@pytest.mark.parametrize(
    "template",
    [path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.rglob("*.html"))],
)
def test_a_template_has_nothing_inline_and_escapes_everything(template: str) -> None:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)
