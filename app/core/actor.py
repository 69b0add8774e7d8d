"""Who does something: written into history and audit, never guessed later."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    CITIZEN = "citizen"  #: whoever holds a filing's link, code or session
    STAFF = "staff"
    SYSTEM = "system"  #: a job, a gateway's webhook, the clock


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of a change or of a view.  `id` is a staff key or a job's or gateway's name."""

    kind: ActorKind
    id: str = ""


CITIZEN = Actor(ActorKind.CITIZEN)


def system(name: str) -> Actor:
    return Actor(ActorKind.SYSTEM, name)


def staff(staff_id: int) -> Actor:
    return Actor(ActorKind.STAFF, str(staff_id))
