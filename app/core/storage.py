"""Files: encrypted, under random names, on disk before the row that names them commits."""

import os
import secrets
from pathlib import Path
from typing import Protocol

from flask import Flask, current_app


class Storage(Protocol):
    """Where encrypted files are kept.  Names are ours and random."""

    def put(self, content: bytes) -> str:
        """Keep the content for good and return its name."""
        ...

    def get(self, name: str) -> bytes: ...

    def delete(self, name: str) -> None:
        """Delete a file; one that is not there any more is no error."""
        ...


class FolderStorage:
    """Files in a folder, spread over 256 sub-folders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        name = secrets.token_hex(16)
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        for folder in (path.parent, self._folder):  # a new sub-folder is an entry of the folder
            self._sync_folder(folder)
        return name

    def get(self, name: str) -> bytes:
        return self._path(name).read_bytes()

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    @staticmethod
    def _sync_folder(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def install(app: Flask, folder: Path) -> None:
    app.extensions["storage"] = FolderStorage(folder)


def storage() -> Storage:
    kept: Storage = current_app.extensions["storage"]
    return kept
