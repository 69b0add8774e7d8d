"""Sizes that keep the house liveable; an exception is listed with its reason."""

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.sources import CODE, OTHERS, Function, Source, sources

FILE = 300
CONFTEST = 200
CLASS = 200
FUNCTION = 40
EXCEPTIONS: Mapping[str, str] = {
    "migrations/versions/0001_first_tables.py": "one table after the other, written by Alembic",
}

EVERY_SOURCE = [each for each in sources(*CODE, *OTHERS) if each.path not in EXCEPTIONS]


def length(node: ast.ClassDef | Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(source: Source) -> Iterator[str]:
    """Name what is too long in a file, with its size."""
    most = CONFTEST if source.path.endswith("conftest.py") else FILE
    if source.lines > most:
        yield f"{source.path}: {source.lines} lines"
    for node in source.nodes():
        if isinstance(node, ast.ClassDef) and length(node) > CLASS:
            yield f"{source.at(node)} class {node.name}: {length(node)} lines"
        if isinstance(node, Function) and length(node) > FUNCTION:
            yield f"{source.at(node)} {node.name}: {length(node)} lines"


def test_no_file_class_or_function_is_too_long() -> None:
    assert [line for source in EVERY_SOURCE for line in too_long(source)] == []


@pytest.mark.parametrize("path", EXCEPTIONS)
def test_an_exception_is_still_needed(path: str) -> None:
    (source,) = sources(path)
    assert list(too_long(source)) != []


def test_every_file_begins_with_what_it_is_for() -> None:
    named = [each for each in EVERY_SOURCE if each.text.strip()]
    silent = [each.path for each in named if not ast.get_docstring(each.tree)]
    assert [path for path in silent if not path.startswith("migrations/versions/")] == []
