"""Whose site this is: what the frame of every page shows."""

from dataclasses import dataclass
from time import monotonic_ns

from flask import Flask

from app.core.config import Settings
from app.facilities import queries
from forms.text import LocalText

#: A city's name changes rarely, and every page shows it.
ASKED_EVERY_NS = 30 * 1_000_000_000  #: nanoseconds


@dataclass(frozen=True, slots=True)
class Site:
    municipality: LocalText
    contact: LocalText | None
    is_demo: bool


class Frame:
    """Keeps what the frame shows for half a minute."""

    def __init__(self, *, is_demo: bool) -> None:
        self._is_demo = is_demo
        self._kept: tuple[int, Site] | None = None

    def variables(self) -> dict[str, Site]:
        """Return the template's variables."""
        now = monotonic_ns()
        if self._kept is None or now >= self._kept[0]:
            ours = queries.municipality()
            site = Site(ours.name, ours.contact, self._is_demo)
            self._kept = now + ASKED_EVERY_NS, site
        return {"site": self._kept[1]}


def install(app: Flask, settings: Settings) -> None:
    app.context_processor(Frame(is_demo=settings.environment != "production").variables)
