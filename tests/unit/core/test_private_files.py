"""Files only their owner reads."""

from pathlib import Path

from app.core.private_files import write_private


def test_only_the_owner_may_read_what_is_written(tmp_path: Path) -> None:
    write_private(tmp_path / "鍵", "秘密")
    assert (tmp_path / "鍵").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "鍵").read_text() == "秘密"


def test_nothing_else_is_left_when_a_file_is_replaced(tmp_path: Path) -> None:
    write_private(tmp_path / "鍵", "古い")
    write_private(tmp_path / "鍵", "新しい")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["新しい"]
