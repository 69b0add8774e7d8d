"""The one clock: UTC inside, Asia/Tokyo where people and deadlines are concerned."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, current_app

TOKYO = ZoneInfo("Asia/Tokyo")
#: Name of the offset file in the data folder.
OFFSET_FILE = "clock-offset"


@dataclass(slots=True)
class Clock:
    """Real time plus the seconds written in an offset file, which shifts every process alike.

    The file exists outside production only: it is how tests and demonstrations reach next month.
    """

    offset_file: Path | None = None

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset()

    def _offset(self) -> timedelta:
        if self.offset_file is None:
            return timedelta()
        try:
            return timedelta(seconds=int(self.offset_file.read_text()))
        except FileNotFoundError:
            return timedelta()


def install(app: Flask, offset_file: Path | None) -> None:
    """Give the application its clock; `offset_file` is None in production."""
    app.extensions["clock"] = Clock(offset_file)


def now() -> datetime:
    """Return the present moment in UTC."""
    clock: Clock = current_app.extensions["clock"]
    return clock.now()


def in_tokyo(moment: datetime) -> datetime:
    """Return the same moment as a clock on the wall of the city hall shows it."""
    return moment.astimezone(TOKYO)


def today() -> date:
    """Return today's date in Tokyo; deadlines and fiscal years are judged by it."""
    return in_tokyo(now()).date()
