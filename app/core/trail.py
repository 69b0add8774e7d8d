"""What a transaction tells the audit log; the log itself (app/audit) registers as its writer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that was seen or done.  Holds codes and keys only, nothing personal."""

    actor: Actor
    action: str  #: "case.viewed", "submission.received" …
    subject: str  #: "submission:17", "staff:3" …
    details: Mapping[str, str | int] = field(default_factory=dict)


TraceWriter = Callable[[Session, Sequence[Trace]], None]
KEY = "traces"


def record(session: Session, trace: Trace) -> None:
    """Add a trace; it is written just before the transaction commits, and only if it does."""
    session.info.setdefault(KEY, []).append(trace)
