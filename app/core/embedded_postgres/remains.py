"""Clears what a killed server left in its data folder.

Whoever calls holds the lock on the folder, so a server that still runs there is an orphan.
"""

import os
import signal
import time
from pathlib import Path

ORPHAN_SECONDS = 15
POLL_SECONDS = 0.05


def clear_remains(data: Path) -> None:
    """End an orphaned server of this folder, and remove a pid file that names another program.

    PostgreSQL refuses to start while the number in the file belongs to any living process, which
    after a restart of the machine or in a container may be anybody.  The file of a dead server
    stays: from it PostgreSQL learns whether sessions of that server still use its memory.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    first_line = pid_file.read_text().partition("\n")[0]
    pid = int(first_line) if first_line.isdecimal() else 0
    if _serves(pid, data):
        _end(pid, data)
    elif not pid or Path(f"/proc/{pid}").exists():
        pid_file.unlink()


def _serves(pid: int, data: Path) -> bool:
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return False
    return Path(arguments[0]).name == "postgres" and str(data) in arguments


def _end(pid: int, data: Path) -> None:
    os.kill(pid, signal.SIGINT)
    give_up = time.monotonic() + ORPHAN_SECONDS
    while _serves(pid, data) and time.monotonic() < give_up:
        time.sleep(POLL_SECONDS)
    if _serves(pid, data):
        os.kill(pid, signal.SIGKILL)
