"""One line says what to do when an installation cannot start."""

import subprocess

import pytest

from tests.support.houses import ROOT, SUPERVISOR, House

pytestmark = pytest.mark.machine


def test_folder_with_other_peoples_data_is_refused(empty_house: House) -> None:
    empty_house.folder.mkdir()
    (empty_house.folder / "家計簿.txt").write_text("大切")
    assert "VAR_DIR" in empty_house.refusal()


def test_database_of_another_version_is_refused(empty_house: House) -> None:
    data = empty_house.folder / "database" / "data"
    data.mkdir(parents=True)
    (empty_house.folder / "lock").touch()
    (data / "PG_VERSION").write_text("15\n")
    assert "PostgreSQL 18" in empty_house.refusal()


def test_database_that_does_not_answer_is_refused_without_its_password(empty_house: House) -> None:
    line = empty_house.refusal(DATABASE_URL="postgresql://app:hunter2@127.0.0.1:1/madoguchi")
    assert "DATABASE_URL" in line
    assert "hunter2" not in line


def test_production_without_keys_names_all_of_them(empty_house: House) -> None:
    line = empty_house.refusal(APP_ENV="production")
    for name in ("PUBLIC_URL", "SECRET_KEY", "MASTER_KEY", "BLIND_INDEX_KEY"):
        assert name in line


def test_nonsense_as_port_is_refused(empty_house: House) -> None:
    assert "PORT" in empty_house.refusal(PORT="八千")


def test_command_joins_what_runs(house: House) -> None:
    with house.running():
        assert _database_url(house) == house.run_file()["environment"]["DATABASE_URL"]


def test_command_starts_the_database_when_nothing_runs(house: House) -> None:
    assert _database_url(house).startswith("postgresql://madoguchi_app:")


def _database_url(house: House) -> str:
    show = ("sh", "-c", 'echo "$DATABASE_URL"')
    return subprocess.check_output(  # noqa: S603 - ours
        (*SUPERVISOR, *show), cwd=ROOT, env=house.environment(), text=True
    ).strip()
