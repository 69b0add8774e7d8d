"""Writing the audit log: at the end of every transaction, and for refusals in one of its own."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.chain import Link, link_hash
from app.audit.models import AuditEntry, AuditHead
from app.core import clock
from app.core.db import transaction
from app.core.trail import Trace, record


def write_traces(session: Session, traces: Sequence[Trace]) -> None:
    """Write the rows, then take the chain's head: the last statements before the commit.

    Taking the head first would make every transaction wait for every other from its start.
    """
    at = clock.now()
    head = session.scalars(select(AuditHead).with_for_update()).one()
    for trace in traces:
        link = Link(
            id=head.last_id + 1,
            at=at,
            actor_kind=trace.actor.kind.value,
            actor_id=trace.actor.id,
            action=trace.action,
            subject=trace.subject,
            details=trace.details,
        )
        head.last_id, head.hash = link.id, link_hash(head.hash, link)
        session.add(entry_of(link, head.hash))
    session.flush()


def entry_of(link: Link, digest: bytes) -> AuditEntry:
    return AuditEntry(
        id=link.id,
        at=link.at,
        actor_kind=link.actor_kind,
        actor_id=link.actor_id,
        action=link.action,
        subject=link.subject,
        details=dict(link.details),
        hash=digest,
    )


def record_now(trace: Trace) -> None:
    """Write one trace by itself: a view, or a refusal after its transaction was rolled back."""
    with transaction() as session:
        record(session, trace)
