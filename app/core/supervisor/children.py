"""The programs an installation consists of: started, started again when they die, stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.core.death_signal import dies_with_this_process

ROOT = Path(__file__).parents[3]
STOP_SECONDS = 10
FIRST_DELAY_SECONDS = 1
LONGEST_DELAY_SECONDS = 30
#: Whoever ran this long had a good start: the next delay is the first one again.
GOOD_RUN_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Program:
    """One of our own programs, run by this Python."""

    name: str
    arguments: tuple[str, ...]
    port: int | None = None  #: where it listens, if it does


class Child:
    """A running program.  It gets SIGKILL when this process ends, as some ignore SIGTERM."""

    def __init__(self, program: Program, environment: Mapping[str, str], logs: Path) -> None:
        self.program = program
        self.log = logs / f"{program.name}.log"
        self._environment = dict(environment)
        self._delay = FIRST_DELAY_SECONDS
        self._started_at = 0.0
        self._due_at: float | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def exit_code(self) -> int | None:
        """The code a dead program ended with; None while it lives."""
        return None if self._process is None else self._process.poll()

    def start(self) -> None:
        self._due_at = None
        self._started_at = time.monotonic()
        self._process = start(self.program.arguments, self._environment, self.log)

    def revive(self) -> float | None:
        """Start a dead program again after a delay, which grows while it keeps dying.

        Returns the delay in seconds once, when the death is noticed.
        """
        if self.exit_code is None:
            return None
        now = time.monotonic()
        if self._due_at is None:
            return self._plan_start(now)
        if now >= self._due_at:
            self.start()
        return None

    def ask_to_stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def stop(self, give_up: float) -> None:
        """Wait until the moment `give_up` (monotonic), then end the program with its children."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _plan_start(self, now: float) -> float:
        if now - self._started_at > GOOD_RUN_SECONDS:
            self._delay = FIRST_DELAY_SECONDS
        delay = self._delay
        self._due_at = now + delay
        self._delay = min(delay * 2, LONGEST_DELAY_SECONDS)
        return delay


def start(
    arguments: Sequence[str], environment: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """Start one of our programs in a session of its own; it does not outlive this process."""
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own programs, without a shell
            [sys.executable, *arguments],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=dies_with_this_process(signal.SIGKILL),  # noqa: PLW1509 - we have one thread
        )
