"""What judging answers needs from outside: the day, and facts only the municipality knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from forms.text import LocalText
from forms.values import Value, Values


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things a person can choose."""

    value: str
    label: LocalText
    help: LocalText | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """A place that a postal code stands for; `town` is empty where the code covers a whole city."""

    prefecture: str
    city: str
    town: str


class Lookups(Protocol):
    """Facts that change without a new version of the form."""

    def choices(self, list_name: str) -> Sequence[Choice]:
        """The choices of a reference list, empty if there is no such list."""
        ...

    def number(self, path: str, values: Values) -> int | None:
        """A number that depends on the answers so far, such as `facility.capacity`."""
        ...

    def places(self, resource: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, str | int]]:
        """Those of the ids that can be booked: each with `date`, `label` and its facts."""
        ...

    def towns(self, postal_code: str) -> Sequence[Town]:
        """The places of a postal code of seven digits."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """The day in Japan on which answers are judged, the lookups, and the answers given so far."""

    today: date
    lookups: Lookups
    values: Mapping[str, Value] = field(default_factory=dict)
