"""The folder that holds everything this installation keeps: VAR_DIR."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.core.refusals import Refusal

#: A new database takes 40 MB; below this much free space a day's work might not fit.
LEAST_FREE_BYTES = 200 * 1024 * 1024

#: The database's user must be able to pass, nobody else has to see what is inside.
PASSABLE = 0o711


@dataclass(frozen=True, slots=True)
class DataFolder:
    path: Path

    @classmethod
    def prepare(cls, path: Path) -> Self:
        """Make the folder, or check that it is ours and has space.  Raises Refusal."""
        folder = cls(path.resolve())
        if not folder.path.exists():
            folder.path.mkdir(parents=True)
            folder.path.chmod(PASSABLE)
        folder._check_owner()
        folder._check_space()
        folder.lock.touch(mode=0o600)
        for part in (folder.secrets, folder.logs):
            part.mkdir(mode=0o700, exist_ok=True)
        return folder

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def run_file(self) -> Path:
        """What runs at present, for commands that want to join; absent when nothing runs."""
        return self.path / "run.json"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def database(self) -> Path:
        return self.path / "database"

    def _check_owner(self) -> None:
        if self.path.stat().st_uid != os.geteuid():
            raise Refusal(
                f"{self.path} は別のユーザーのものです。"
                "そのユーザーで起動するか、VAR_DIRで別のフォルダーを指定してください。",
                f"{self.path} belongs to another user; start as that user, or name another folder"
                " in VAR_DIR",
            )
        if not self.lock.exists() and any(self.path.iterdir()):
            raise Refusal(
                f"{self.path} にはほかのデータが入っています。"
                "VAR_DIRで空のフォルダーを指定してください。",
                f"{self.path} holds something else; name an empty folder in VAR_DIR",
            )

    def _check_space(self) -> None:
        if shutil.disk_usage(self.path).free < LEAST_FREE_BYTES:
            megabytes = LEAST_FREE_BYTES // 1024 // 1024
            raise Refusal(
                f"{self.path} の空き容量が足りません。{megabytes}MB以上空けてください。",
                f"{self.path} has too little free space; free at least {megabytes} MB",
            )
