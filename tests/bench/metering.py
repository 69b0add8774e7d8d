"""What requests and the database cost, in seconds of processor time."""

import os
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

TICKS = os.sysconf("SC_CLK_TCK")
#: Places in /proc/PID/stat after the name: the parent; own user and system time, then of children.
PARENT, OWN, CHILDREN = 1, slice(11, 13), slice(13, 15)
#: What is no part of us: the page of the imitation bank.
PLAY = "demo_pay."


@dataclass(slots=True)
class Cost:
    """How often something was asked for, and what that cost."""

    requests: int = 0
    cpu_seconds: float = 0.0

    @property
    def each(self) -> float:
        return self.cpu_seconds / max(self.requests, 1)


@dataclass(slots=True)
class Meter:
    """Stands before the application and measures each request, but not the client."""

    app: Flask
    by_route: dict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        route = self._route(environ)
        before = time.thread_time()
        body = [b"".join(self.app(environ, start_response))]
        if not route.startswith(PLAY):
            cost = self.by_route[route]
            cost.requests += 1
            cost.cpu_seconds += time.thread_time() - before
        return body

    def total(self) -> Cost:
        costs = self.by_route.values()
        return Cost(sum(each.requests for each in costs), sum(each.cpu_seconds for each in costs))

    def _route(self, environ: "WSGIEnvironment") -> str:
        try:
            endpoint, _ = self.app.url_map.bind_to_environ(environ).match()
        except HTTPException:
            return "unknown"
        return f"{endpoint} {environ['REQUEST_METHOD']}"


def database_cpu_seconds(data_folder: Path) -> float:
    """Return what a database server has used since its start, ended sessions included."""
    server = int((data_folder / "postmaster.pid").read_text().splitlines()[0])
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        numbers = _stat(process)
        if int(process.name) == server:
            ticks += sum(numbers[OWN]) + sum(numbers[CHILDREN])
        elif numbers and numbers[PARENT] == server:
            ticks += sum(numbers[OWN])
    return ticks / TICKS


def _stat(process: Path) -> list[int]:
    """Return the numbers after a process's name and state; nothing once it has ended."""
    try:
        after_name = (process / "stat").read_text().rpartition(") ")[2]
    except OSError:
        return []
    return [0, *map(int, after_name.split()[1:])]
