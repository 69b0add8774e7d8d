"""The project's own Python files, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What runs in production.
CODE = ("app", "forms", "identity", "payments")
#: What is written by hand besides.
OTHERS = ("tests", "migrations", "serve.py", "wsgi.py")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its path from the project's root, its text, its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    def at(self, node: ast.expr | ast.stmt) -> str:
        return f"{self.path}:{node.lineno}"


@cache
def sources(*places: str) -> tuple[Source, ...]:
    """Return every Python file in these folders, or these files."""
    return tuple(read(file) for place in places for file in _files(ROOT / place))


@cache
def read(file: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    return Source(file.relative_to(ROOT).as_posix(), text, ast.parse(text))


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for such an expression; what is not a name in it becomes `?`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def calls(source: Source) -> Iterator[tuple[str, ast.Call]]:
    """Return every call with what is called, as it is written."""
    for node in source.nodes():
        if isinstance(node, ast.Call):
            yield dotted(node.func), node


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))
