"""Writing procedures: publishing versions, entering tables and lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import Actor
from app.core.db import lock, transaction
from app.core.stored_text import to_column
from app.core.trail import Trace, record
from app.procedures.checks import catalogue_problems
from app.procedures.definition import ProcedureDefinition
from app.procedures.models import (
    PriceTableEdition,
    Procedure,
    ProcedureVersion,
    ReferenceChoice,
)
from app.procedures.municipality import catalogue
from app.procedures.reference import Coded, ReferenceEntry
from app.procedures.schema import InvalidDefinition, load_definition


def publish(document: Mapping[str, Any], actor: Actor) -> int:
    """Publish a definition as the next version; what is published already stays as it is.

    Drafts and filings keep the version they were begun under (Lessons 14, 15).
    Raises InvalidDefinition with every problem, and then nothing is stored.  Returns the number.
    """
    definition = load_definition(document)
    refuse_unknown_names(definition)
    with transaction() as session:
        procedure = _locked_procedure(session, definition)
        newest = _newest(session, procedure.id)
        if newest is not None and newest.document == document:
            return newest.number
        version = ProcedureVersion(
            procedure_id=procedure.id,
            number=newest.number + 1 if newest else 1,
            document=dict(document),
            published_at=clock.now(),
        )
        session.add(version)
        session.flush()
        procedure.current_version_id = version.id
        procedure.department_code = definition.department
        details = {"version": version.number}
        record(session, Trace(actor, "procedure.published", f"procedure:{procedure.id}", details))
        return version.number


def refuse_unknown_names(definition: ProcedureDefinition) -> None:
    """Raise InvalidDefinition where the municipality lacks what the definition names."""
    problems: dict[str, list[str]] = {}
    for problem in catalogue_problems(definition, catalogue()):
        problems.setdefault(problem.path, []).append(problem.text)
    if problems:
        raise InvalidDefinition(problems)


def _locked_procedure(session: Session, definition: ProcedureDefinition) -> Procedure:
    """Return the procedure, which others who publish it at this moment have to wait for."""
    row = {"id": definition.id, "department_code": definition.department}
    session.execute(insert(Procedure).values(row).on_conflict_do_nothing())
    return lock(session, Procedure, definition.id)


def _newest(session: Session, procedure_id: str) -> ProcedureVersion | None:
    return session.scalars(
        select(ProcedureVersion)
        .where(ProcedureVersion.procedure_id == procedure_id)
        .order_by(ProcedureVersion.number.desc())
        .limit(1)
    ).one_or_none()


def put_table(document: Mapping[str, Any], actor: Actor) -> None:
    """Enter the editions of a price or postage table that are not known yet."""
    with transaction() as session:
        known = set(
            session.scalars(
                select(func.to_char(PriceTableEdition.valid_from, "YYYY-MM-DD")).where(
                    PriceTableEdition.table_id == document["id"]
                )
            )
        )
        new = [each for each in document["editions"] if each["valid_from"] not in known]
        for edition in new:
            session.add(_edition_row(document, edition))
        if new:
            subject = f"table:{document['id']}"
            record(session, Trace(actor, "table.entered", subject, {"editions": len(new)}))


def _edition_row(table: Mapping[str, Any], edition: Mapping[str, Any]) -> PriceTableEdition:
    return PriceTableEdition(
        table_id=table["id"],
        kind=table["kind"],
        name=table["name"],
        valid_from=edition["valid_from"],
        rows=edition["rows"],
        source=edition["source"],
        confidence=edition["confidence"],
    )


def put_list(name: str, choices: Iterable[ReferenceEntry], actor: Actor) -> None:
    """Replace a reference list; filed answers keep the values they chose."""
    rows = [
        {"value": each.value, "label": to_column(each.label), "facts": dict(each.facts)}
        for each in choices
    ]
    _replace_list(name, rows, actor)


def put_codes(name: str, codes: Iterable[Coded], actor: Actor) -> None:
    """Replace a list of codes with names, such as the categories of the catalogue."""
    rows = [{"value": each.code, "label": to_column(each.name), "facts": {}} for each in codes]
    _replace_list(name, rows, actor)


def _replace_list(name: str, rows: list[dict[str, Any]], actor: Actor) -> None:
    with transaction() as session:
        session.execute(delete(ReferenceChoice).where(ReferenceChoice.list_name == name))
        for position, row in enumerate(rows):
            session.add(ReferenceChoice(list_name=name, position=position, **row))
        record(session, Trace(actor, "list.replaced", f"list:{name}", {"choices": len(rows)}))
