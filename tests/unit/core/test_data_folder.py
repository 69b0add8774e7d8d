"""One folder, one process, and nobody else's data."""

from pathlib import Path

import pytest

from app.core.refusals import Refusal
from app.core.supervisor.data_folder import DataFolder
from app.core.supervisor.lock import locked, try_lock


def test_new_folder_shows_its_secrets_to_nobody(tmp_path: Path) -> None:
    folder = DataFolder.prepare(tmp_path / "市" / "var")
    assert folder.path.stat().st_mode & 0o066 == 0
    assert folder.secrets.stat().st_mode & 0o077 == 0


def test_folder_of_ours_is_taken_again(tmp_path: Path) -> None:
    DataFolder.prepare(tmp_path / "var")
    (tmp_path / "var" / "bench.json").write_text("{}")
    assert DataFolder.prepare(tmp_path / "var").lock.exists()


def test_folder_with_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "家計簿.txt").write_text("大切")
    with pytest.raises(Refusal, match="VAR_DIR"):
        DataFolder.prepare(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["家計簿.txt"]


def test_second_process_is_refused_while_the_first_holds_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with locked(file), pytest.raises(Refusal, match="VAR_DIR"), locked(file, wait_seconds=0.2):
        pass


def test_lock_is_free_again_when_its_holder_is_done(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with locked(file):
        assert try_lock(file) is None
    handle = try_lock(file)
    assert handle is not None
    handle.close()
