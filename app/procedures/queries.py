"""Reading procedures: the published one, a certain version, the catalogue."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from app.core.db import reading
from app.core.errors import NotFound
from app.core.stored_text import from_column
from app.procedures.definition import ProcedureDefinition
from app.procedures.models import Procedure, ProcedureVersion, ReferenceChoice
from app.procedures.schema import load_definition
from forms.text import LocalText


@dataclass(frozen=True, slots=True)
class Published:
    """One version as everybody reads it; versions never change, so they are kept in memory."""

    version_id: int
    number: int
    definition: ProcedureDefinition


def version(version_id: int) -> Published:
    """Return a version.  Raises NotFound."""
    known: dict[int, Published] = current_app.extensions.setdefault("procedure_versions", {})
    if version_id not in known:
        known[version_id] = _read(version_id)
    return known[version_id]


def _read(version_id: int) -> Published:
    with reading() as session:
        row = session.get(ProcedureVersion, version_id)
        if row is None:
            raise NotFound(f"version {version_id}")
        return Published(row.id, row.number, load_definition(row.document))


def current(procedure_id: str) -> Published:
    """Return the version that new filings are made under.  Raises NotFound."""
    with reading() as session:
        version_id = session.scalar(
            select(Procedure.current_version_id).where(Procedure.id == procedure_id)
        )
    if version_id is None:
        raise NotFound(f"procedure {procedure_id}")
    return version(version_id)


def published() -> list[Published]:
    """Return every procedure that is open for filing, by its id."""
    with reading() as session:
        ids = session.scalars(
            select(Procedure.current_version_id)
            .where(Procedure.current_version_id.is_not(None))
            .order_by(Procedure.id)
        ).all()
    return [version(each) for each in ids if each is not None]


def search(words: str = "", category: str = "", life_event: str = "") -> list[Published]:
    """Return the procedures that fit; every word must stand in a name or summary."""
    wanted = words.casefold().split()
    return [each for each in published() if _fits(each.definition, wanted, category, life_event)]


def _fits(
    definition: ProcedureDefinition, words: list[str], category: str, life_event: str
) -> bool:
    text = searchable(definition)
    return (
        all(word in text for word in words)
        and category in ("", definition.category)
        and (not life_event or life_event in definition.life_events)
    )


def searchable(definition: ProcedureDefinition) -> str:
    texts = [definition.name, definition.summary, definition.deliverable]
    languages = ("ja", "en", "ja-easy")
    return " ".join(text.plain(each) for text in texts for each in languages).casefold()


def codes(list_name: str) -> list[tuple[str, LocalText]]:
    """Return the codes of a list and what people call them, in its order."""
    with reading() as session:
        rows = session.scalars(
            select(ReferenceChoice)
            .where(ReferenceChoice.list_name == list_name)
            .order_by(ReferenceChoice.position)
        )
        return [(row.value, from_column(row.label)) for row in rows]
