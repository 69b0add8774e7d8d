"""How the links of the audit log hang together."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

START = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Link:
    """What one entry says, without its hash."""

    id: int
    at: datetime
    actor_kind: str
    actor_id: str
    action: str
    subject: str
    details: Mapping[str, str | int]


def link_hash(previous: bytes, link: Link) -> bytes:
    """Return SHA-256 over the previous hash and the entry's canonical JSON."""
    parts = [
        link.id,
        link.at.astimezone(UTC).isoformat(),
        link.actor_kind,
        link.actor_id,
        link.action,
        link.subject,
        dict(link.details),
    ]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()


def first_broken(entries: Iterable[tuple[Link, bytes]]) -> int | None:
    """Return the id of the first entry whose hash does not follow, or None for a whole chain."""
    previous, expected_id = START, 1
    for link, stored in entries:
        if link.id != expected_id or link_hash(previous, link) != stored:
            return link.id
        previous, expected_id = stored, expected_id + 1
    return None
