"""`python -m app.core.supervisor`: what `make run` calls.  With a command: runs it attached.

Ctrl-C, SIGTERM and SIGHUP end everything in order.
"""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

from app.core.refusals import Refusal
from app.core.supervisor.attach import attached
from app.core.supervisor.run import run

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PRIVATE = 0o077  # no file of ours is for other users


class StopRequested(BaseException):
    """Somebody wants us to end.  No error, so nothing that handles errors may catch it."""


def main(command: Sequence[str]) -> int:
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)
    try:
        if command:
            return subprocess.run(command, env=attached(os.environ), check=False).returncode  # noqa: S603
        run(os.environ)
    except StopRequested:
        return 0
    except Refusal as refusal:
        return _refuse(str(refusal))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return _refuse("ディスクの空き容量がありません。 / no space is left on the disk")
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in STOP_SIGNALS:  # once is enough: an impatient second Ctrl-C changes nothing
        signal.signal(number, signal.SIG_IGN)
    raise StopRequested


def _refuse(line: str) -> int:
    print(line, file=sys.stderr)  # noqa: T201 - this is a program for the terminal
    return 1


if __name__ == "__main__":
    os.umask(PRIVATE)
    sys.exit(main(sys.argv[1:]))
