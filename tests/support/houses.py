"""Whole installations, started as `make run` starts them, to be watched and killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from app.core.embedded_postgres.ports import is_free

ROOT = Path(__file__).parents[2]
SUPERVISOR = (sys.executable, "-m", "app.core.supervisor")
UP_SECONDS = 60
POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class House:
    """A data folder, two ports, and the user everything runs as (None: whoever runs the tests)."""

    folder: Path
    port: int
    user: int | None = None

    def environment(self, **more: str) -> dict[str, str]:
        ours = ("PATH", "LANG", "LC_ALL", "HOME")
        kept = {name: os.environ[name] for name in ours if name in os.environ}
        return {**kept, "VAR_DIR": str(self.folder), "PORT": str(self.port), **more}

    def start(self, **more: str) -> subprocess.Popen[bytes]:
        """Start the supervisor in a session of its own."""
        return subprocess.Popen(  # noqa: S603 - ours
            SUPERVISOR,
            cwd=ROOT,
            env=self.environment(**more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            user=self.user,
        )

    @contextmanager
    def running(self, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """Start it, wait until it is up, stop it in the end."""
        supervisor = self.start(**more)
        try:
            self.wait_until_up()
            yield supervisor
        finally:
            supervisor.terminate()
            supervisor.wait()

    def refusal(self, **more: str) -> str:
        """Start it, expecting that it refuses; return the line it prints."""
        done = subprocess.run(  # noqa: S603 - ours
            SUPERVISOR,
            cwd=ROOT,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=UP_SECONDS,
            check=False,
            user=self.user,
        )
        assert done.returncode == 1, done
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr

    def run_file(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "run.json").read_text())
        return content

    def database_port(self) -> int:
        return int((self.folder / "database" / "port").read_text())

    def wait_until_up(self) -> None:
        wait_for(lambda: (self.folder / "run.json").exists() and self.answers(), "it is up")

    def answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def processes(self) -> dict[int, str]:
        """Return every process that belongs to the folder, with its command."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            if int(entry.name) != os.getpid() and _mentions(entry, str(self.folder)):
                found[int(entry.name)] = _read(entry / "cmdline").replace("\0", " ")
        return found

    def processes_of(self, program: str) -> list[int]:
        """Return those whose command names the program."""
        return [pid for pid, command in self.processes().items() if program in command]

    def process(self, *parts: str) -> int:
        """Return the first process whose command has all these parts."""
        return min(
            pid
            for pid, command in self.processes().items()
            if all(part in command for part in parts)
        )

    def wait_until_nothing_is_left(self) -> None:
        """Wait until no process lives and no port is taken; fail when something stays."""
        wait_for(lambda: not self.processes(), lambda: f"these end: {self.processes()}", 20)
        ports = [self.port, self.port + 1]
        if (self.folder / "database" / "port").exists():
            ports.append(self.database_port())
        assert [port for port in ports if not is_free(port)] == []


def wait_for(
    condition: Callable[[], bool], what: str | Callable[[], str], seconds: float = UP_SECONDS
) -> None:
    give_up = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up:
            raise AssertionError(
                f"waited in vain until {what if isinstance(what, str) else what()}"
            )
        time.sleep(POLL_SECONDS)


def two_free_ports() -> int:
    """Return a free port whose successor is free as well."""
    while True:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
        if port < 65535 and is_free(port) and is_free(port + 1):
            return port


def kill_group(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)


def _mentions(process: Path, folder: str) -> bool:
    """Look at command, environment and place: PostgreSQL's own children show the last only."""
    try:
        place = str((process / "cwd").readlink())
    except OSError:
        place = ""
    return any(
        folder in text for text in (_read(process / "cmdline"), _read(process / "environ"), place)
    )


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode(errors="replace")
    except OSError:
        return ""
