"""Files are on disk before anybody is told their names."""

import os
from pathlib import Path

import pytest

from app.core.storage import FolderStorage


def test_a_file_and_every_folder_on_the_way_to_it_are_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk: list[Path] = []

    def note(descriptor: int) -> None:
        on_disk.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    monkeypatch.setattr(os, "fsync", note)
    name = FolderStorage(tmp_path).put(b"sealed")
    assert on_disk == [tmp_path / name[:2] / name, tmp_path / name[:2], tmp_path]
