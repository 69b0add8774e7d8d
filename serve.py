"""Serves a WSGI application with granian: `python serve.py wsgi:app 8000`.

Granian's own children must not outlive it, not even when it is killed while it starts them.
"""

import importlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces

from app.core.death_signal import dies_with_this_process

ADDRESS = "127.0.0.1"
THREADS = 4  # per process; fewer than the five connections of its pool


def in_each_child() -> Callable[[], None]:
    """Return what granian's forked children do first."""
    die_with_parent = dies_with_this_process(signal.SIGKILL)

    def begin() -> None:
        die_with_parent()
        # The parent's handler, inherited, would swallow a SIGTERM that comes while we start.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    return begin


def serve(target: str, port: int, processes: int) -> None:
    """Listen on this machine only, until SIGTERM or SIGINT."""
    importlib.import_module(target.partition(":")[0])  # once, and shared by the forked children
    multiprocessing.set_start_method("fork")  # the hook below is for forked children
    os.register_at_fork(after_in_child=in_each_child())
    Granian(
        target,
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(os.environ.get("WEB_PROCESSES", "2")))
