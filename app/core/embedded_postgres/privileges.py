"""Starts a PostgreSQL program as a user it accepts: it refuses to run as root."""

import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.core.death_signal import dies_with_this_process

USER = "nobody"
CAP_DAC_READ_SEARCH = 2
CAP_SETPCAP = 8

# The death signal is lost when the user changes, so setpriv sets it again; this asks afterwards
# whether the parent died in between.
EXEC_UNDER_PARENT = 'test "$PPID" = "$0" && exec "$@"'


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs programs as `user_id`; `crosses_private_folders` when they may pass 0700 folders."""

    user_id: int
    group_id: int
    crosses_private_folders: bool

    @property
    def changes_user(self) -> bool:
        return self.user_id != os.geteuid()

    def start(
        self, command: list[str], death: signal.Signals, output: IO[bytes] | int
    ) -> subprocess.Popen[bytes]:
        """Start a program in a session of its own; it gets `death` when this process ends."""
        drop = self.changes_user and not self.crosses_private_folders
        return subprocess.Popen(  # noqa: S603 - our own commands, without a shell
            self._prefix(death) + command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
            preexec_fn=dies_with_this_process(death),  # noqa: PLW1509 - we have one thread
            user=self.user_id if drop else None,
            group=self.group_id if drop else None,
            extra_groups=[] if drop else None,
        )

    def reaches(self, path: Path) -> bool:
        """Say whether the user may enter the folder, or run the file."""
        if not self.changes_user:
            return True
        probe = self.start(["test", "-x", str(path)], signal.SIGKILL, subprocess.DEVNULL)
        return probe.wait() == 0

    def own(self, path: Path) -> None:
        """Give a file or folder to the user the programs run as."""
        if self.changes_user:
            os.chown(path, self.user_id, self.group_id)

    def _prefix(self, death: signal.Signals) -> list[str]:
        if not (self.changes_user and self.crosses_private_folders):
            return []
        return [
            "setpriv",
            f"--reuid={self.user_id}",
            f"--regid={self.group_id}",
            "--clear-groups",
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search",
            f"--pdeathsig={death.name.removeprefix('SIG')}",
            "sh",
            "-c",
            EXEC_UNDER_PARENT,
            str(os.getpid()),
        ]


def runner() -> Runner:
    """Return how PostgreSQL is run here: as ourselves, or as `nobody` when we are root."""
    if os.geteuid() != 0:
        return Runner(os.geteuid(), os.getegid(), crosses_private_folders=True)
    user = pwd.getpwnam(USER)
    return Runner(user.pw_uid, user.pw_gid, crosses_private_folders=_may_hand_on_capability())


def _may_hand_on_capability() -> bool:
    """Say whether setpriv is here and may give away the right to pass private folders."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    effective = int(line.split()[1], 16)
    wanted = 1 << CAP_DAC_READ_SEARCH | 1 << CAP_SETPCAP
    return effective & wanted == wanted and shutil.which("setpriv") is not None
