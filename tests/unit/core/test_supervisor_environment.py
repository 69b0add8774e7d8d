"""What programs are started with."""

import base64
from pathlib import Path

import pytest

from app.core.config import Settings
from app.core.refusals import Refusal
from app.core.supervisor.data_folder import DataFolder
from app.core.supervisor.environment import additions, port, stub_port


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder.prepare(tmp_path / "var")


def test_development_gets_all_it_needs_but_the_database(folder: DataFolder) -> None:
    made = additions({}, folder)
    settings = Settings.from_env({"DATABASE_URL": "postgresql://localhost/x", **made})
    assert settings.environment == "development"
    assert settings.stub_url == "http://127.0.0.1:8001"
    assert len(settings.master_key) == len(settings.blind_index_key) == 32


def test_keys_stay_the_same_from_start_to_start(folder: DataFolder) -> None:
    first = Path(additions({}, folder)["MASTER_KEY_FILE"]).read_text()
    assert Path(additions({}, folder)["MASTER_KEY_FILE"]).read_text() == first
    assert len(base64.b64decode(first)) == 32


def test_no_key_is_made_in_production(folder: DataFolder) -> None:
    made = additions({"APP_ENV": "production"}, folder)
    assert made == {"VAR_DIR": str(folder.path), "PORT": "8000"}
    assert list(folder.secrets.iterdir()) == []


def test_what_the_operator_sets_is_not_replaced(folder: DataFolder) -> None:
    made = additions({"PUBLIC_URL": "http://窓口.example", "SECRET_KEY_COMMAND": "x"}, folder)
    assert "PUBLIC_URL" not in made
    assert "SECRET_KEY_FILE" not in made


def test_test_cards_have_the_next_port_outside_production() -> None:
    assert stub_port({"PORT": "8100"}) == 8101
    assert stub_port({"PORT": "8100", "APP_ENV": "production"}) is None


@pytest.mark.parametrize("value", ["八千", "0", "65535", "-1", "８０００"])
def test_impossible_port_is_refused(value: str) -> None:
    with pytest.raises(Refusal, match="PORT"):
        port({"PORT": value})
