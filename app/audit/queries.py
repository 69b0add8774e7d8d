"""Reading the audit log."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.chain import Link, first_broken
from app.audit.models import AuditEntry
from app.core.db import reading

BATCH = 1000


def verify() -> int | None:
    """Return the id of the first broken entry, or None.  Reads in batches, so any length fits."""
    with reading() as session:
        return first_broken(_links(session))


def _links(session: Session) -> Iterator[tuple[Link, bytes]]:
    rows = session.scalars(
        select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=BATCH)
    )
    for row in rows:
        yield link_of(row), row.hash


def link_of(row: AuditEntry) -> Link:
    return Link(row.id, row.at, row.actor_kind, row.actor_id, row.action, row.subject, row.details)


def of_subject(subject: str) -> list[Link]:
    """Return what was seen and done with one subject, oldest first."""
    with reading() as session:
        rows = session.scalars(
            select(AuditEntry).where(AuditEntry.subject == subject).order_by(AuditEntry.id)
        )
        return [link_of(row) for row in rows]
