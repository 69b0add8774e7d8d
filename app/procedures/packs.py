"""A procedure pack: a folder of readable files, one for each procedure, table and list."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from marshmallow import ValidationError

from app.procedures.catalogue import Catalogue
from app.procedures.checks import catalogue_problems
from app.procedures.definition import ProcedureDefinition
from app.procedures.reference import (
    Coded,
    CodedSchema,
    ReferenceList,
    ReferenceListSchema,
    RevenueAccountEntry,
    RevenueAccountSchema,
)
from app.procedures.schema import InvalidDefinition, load_definition
from forms.schema import problems_by_path
from payments.table_schema import load_table
from payments.tables import PostageTable, PriceTable, TableSet

BUILT_IN = Path(__file__).parent / "pack"
"""The pack that comes with the project, written for a fictional city."""

Document = Mapping[str, Any]
Table = PriceTable | PostageTable
_ReadT = TypeVar("_ReadT")


class InvalidPack(Exception):
    """A pack that cannot be used.  `problems` are all of them, by file and path."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__("\n".join(f"{path}: {', '.join(told)}" for path, told in problems.items()))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Packed(Generic[_ReadT]):
    """One entry: as it stands in the file, to be stored as it is, and as it was read."""

    document: Document
    content: _ReadT


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything in a pack; procedures, tables and lists by their ids."""

    procedures: Mapping[str, Packed[ProcedureDefinition]]
    tables: Mapping[str, Packed[Table]]
    lists: Mapping[str, Packed[ReferenceList]]
    departments: tuple[Packed[Coded], ...]
    categories: tuple[Packed[Coded], ...]
    life_events: tuple[Packed[Coded], ...]
    accounts: tuple[Packed[RevenueAccountEntry], ...]

    def catalogue(self) -> Catalogue:
        """Return what definitions of this pack may refer to."""
        return Catalogue(
            departments=_codes(self.departments),
            categories=_codes(self.categories),
            life_events=_codes(self.life_events),
            accounts={each.content.code: each.content.tax for each in self.accounts},
            tables=TableSet.of(*(each.content for each in self.tables.values())),
            lists={name: each.content for name, each in self.lists.items()},
        )


def read_pack(folder: Path = BUILT_IN) -> Pack:
    """Read and check a pack.  Raises InvalidPack with all problems of all files."""
    reader = _Reader(folder)
    pack = Pack(
        procedures=reader.folder("procedures", load_definition),
        tables=reader.folder("tables", load_table),
        lists=reader.folder("lists", ReferenceListSchema().load),
        departments=reader.rows("departments.json", CodedSchema().load),
        categories=reader.rows("categories.json", CodedSchema().load),
        life_events=reader.rows("life_events.json", CodedSchema().load),
        accounts=reader.rows("accounts.json", RevenueAccountSchema().load),
    )
    reader.raise_problems()
    _raise_cross_problems(pack)
    return pack


def _codes(entries: Iterable[Packed[Coded]]) -> frozenset[str]:
    return frozenset(each.content.code for each in entries)


class _Reader:
    """Reads files and gathers their problems."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._problems: dict[str, list[str]] = {}

    def folder(self, name: str, load: Callable[[Any], _ReadT]) -> dict[str, Packed[_ReadT]]:
        """Read all files of a folder, by the name that each of them and its content share."""
        found: dict[str, Packed[_ReadT]] = {}
        for path in sorted((self._folder / name).glob("*.json")):
            file = f"{name}/{path.name}"
            packed = self._read(file, self._document(file), load)
            if packed is None:
                continue
            if packed.document.get("id", packed.document.get("name")) != path.stem:
                self._problems[file] = ["is not called as its id says"]
            found[path.stem] = packed
        return found

    def rows(self, file: str, load: Callable[[Any], _ReadT]) -> tuple[Packed[_ReadT], ...]:
        """Read a file that is a list of entries."""
        document = self._document(file)
        if not isinstance(document, list):
            self._problems.setdefault(file, ["is no list"])
            return ()
        read = [self._read(f"{file}: {row}", each, load) for row, each in enumerate(document)]
        return tuple(packed for packed in read if packed is not None)

    def raise_problems(self) -> None:
        if self._problems:
            raise InvalidPack(self._problems)

    def _document(self, file: str) -> Any:
        try:
            return json.loads((self._folder / file).read_text("utf-8"))
        except (OSError, ValueError) as error:
            self._problems[file] = [str(error)]
            return None

    def _read(
        self, place: str, document: Any, load: Callable[[Any], _ReadT]
    ) -> Packed[_ReadT] | None:
        if not isinstance(document, dict):
            self._problems.setdefault(place, ["is no object"])
            return None
        try:
            return Packed(document, load(document))
        except InvalidDefinition as error:
            problems = error.problems
        except ValidationError as error:
            problems = problems_by_path(error.messages)
        self._problems |= {f"{place}: {path}": told for path, told in problems.items()}
        return None


def _raise_cross_problems(pack: Pack) -> None:
    problems: dict[str, list[str]] = {}
    for path, text in _cross_problems(pack):
        problems.setdefault(path, []).append(text)
    if problems:
        raise InvalidPack(problems)


def _cross_problems(pack: Pack) -> Iterator[tuple[str, str]]:
    catalogue = pack.catalogue()
    for name, packed in pack.procedures.items():
        for problem in catalogue_problems(packed.content, catalogue):
            yield f"procedures/{name}.json: {problem.path}", problem.text
