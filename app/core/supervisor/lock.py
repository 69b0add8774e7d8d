"""Only one process at a time looks after a data folder."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.core.refusals import Refusal

#: So long may a predecessor that was told to end take for it.
WAIT_SECONDS = 15
POLL_SECONDS = 0.1


def try_lock(file: Path) -> IO[str] | None:
    """Return the locked file, or None when another process holds it; closing it unlocks."""
    handle = file.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


@contextmanager
def locked(file: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock; wait for a predecessor that is ending.  Raises Refusal."""
    give_up = time.monotonic() + wait_seconds
    while (handle := try_lock(file)) is None:
        if time.monotonic() > give_up:
            raise already_running(file.parent)
        time.sleep(POLL_SECONDS)
    with handle:
        yield


def already_running(folder: Path) -> Refusal:
    return Refusal(
        f"{folder} はすでに使用中です。動いているほうを終了するか、VAR_DIRを変えてください。",
        f"something already runs on {folder}; stop it, or name another folder in VAR_DIR",
    )
