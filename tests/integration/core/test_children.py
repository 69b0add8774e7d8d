"""Programs that die are started again, more and more slowly; stopped ones are gone."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.refusals import Refusal
from app.core.supervisor.children import Child, Program
from app.core.supervisor.openings import wait_until_open


@pytest.fixture
def child(tmp_path: Path) -> Callable[[str], Child]:
    """Makes programs that are written in the test."""

    def make(code: str) -> Child:
        return Child(Program("program", ("-c", code), port=1), os.environ, tmp_path)

    return make


def wait_for_death(child: Child) -> None:
    while child.exit_code is None:
        time.sleep(0.01)


def test_delay_doubles_while_a_program_keeps_dying(child: Callable[[str], Child]) -> None:
    dying = child("raise SystemExit(3)")
    delays = []
    for _ in range(3):
        dying.start()
        wait_for_death(dying)
        delays.append(dying.revive())
    assert delays == [1, 2, 4]
    assert dying.exit_code == 3


def test_death_is_told_once_and_nothing_starts_before_its_time(
    child: Callable[[str], Child],
) -> None:
    dying = child("pass")
    dying.start()
    wait_for_death(dying)
    assert dying.revive() == 1
    assert dying.revive() is None
    assert dying.exit_code == 0


def test_program_that_ignores_sigterm_is_killed_with_its_children(
    child: Callable[[str], Child], tmp_path: Path
) -> None:
    stubborn = child(
        "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "os.fork(); print(os.getpid(), flush=True); time.sleep(60)"
    )
    stubborn.start()
    while len(pids := (tmp_path / "program.log").read_text().split()) < 2:
        time.sleep(0.01)
    stubborn.ask_to_stop()
    stubborn.stop(time.monotonic() + 0.2)
    assert stubborn.exit_code == -9
    give_up = time.monotonic() + 5
    while any(is_alive(pid) for pid in pids):
        assert time.monotonic() < give_up
        time.sleep(0.01)


def test_program_that_ends_before_it_listens_is_a_refusal(child: Callable[[str], Child]) -> None:
    dying = child("raise SystemExit('ポートがない')")
    dying.start()
    wait_for_death(dying)
    with pytest.raises(Refusal, match=r"program\.log"):
        wait_until_open(dying)
    assert "ポートがない" in dying.log.read_text()


def is_alive(pid: str) -> bool:
    """Say whether a process runs; a dead one may wait for a moment for its parent."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
