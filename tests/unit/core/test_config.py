"""Settings refuse what would not work, and name it."""

from pathlib import Path

import pytest

from app.core.config import ConfigError, Settings

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
COMPLETE = {
    "APP_ENV": "development",
    "SECRET_KEY": "十分に長い秘密の文字列をここに書いておきます。これで三十二文字です。",
    "DATABASE_URL": "postgresql://localhost/madoguchi",
    "PUBLIC_URL": "https://madoguchi.example.jp/",
    "MASTER_KEY": KEY,
    "BLIND_INDEX_KEY": KEY,
}


def read(**changes: str | None) -> Settings:
    merged = COMPLETE | changes
    return Settings.from_env({name: value for name, value in merged.items() if value is not None})


def test_every_missing_variable_is_named_at_once() -> None:
    with pytest.raises(ConfigError) as refusal:
        Settings.from_env({"APP_ENV": "development"})
    for name in COMPLETE.keys() - {"APP_ENV"}:
        assert name in str(refusal.value)


def test_keys_are_decoded_and_addresses_have_no_slash_at_the_end() -> None:
    settings = read()
    assert settings.master_key == bytes(range(32))
    assert settings.public_url == "https://madoguchi.example.jp"


def test_an_empty_variable_counts_as_one_that_is_not_set() -> None:
    empty = {"VAR_DIR": "", "STUB_URL": "", "SURFACES": "", "SMTP_PORT": "", "MAIL_FROM": ""}
    assert read(APP_ENV="production", **empty) == read(APP_ENV="production")


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    assert COMPLETE["SECRET_KEY"] not in repr(read())


def test_key_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "master_key"
    file.write_text(f"{KEY}\n")
    assert read(MASTER_KEY=None, MASTER_KEY_FILE=str(file)).master_key == bytes(range(32))


def test_key_is_printed_by_its_command() -> None:
    settings = read(MASTER_KEY=None, MASTER_KEY_COMMAND=f"echo {KEY}")
    assert settings.master_key == bytes(range(32))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"APP_ENV": "staging"}, "APP_ENV"),
        ({"SURFACES": "counter"}, "SURFACES"),
        ({"MASTER_KEY": "みじかい"}, "MASTER_KEY"),
        ({"MASTER_KEY": "AAAA"}, "MASTER_KEY"),
        ({"BLIND_INDEX_KEY": "AAAA"}, "BLIND_INDEX_KEY"),
        ({"MASTER_KEY": None, "MASTER_KEY_FILE": "/nowhere/key"}, "MASTER_KEY_FILE"),
        ({"MASTER_KEY": None, "MASTER_KEY_COMMAND": "false"}, "MASTER_KEY_COMMAND"),
        ({"SMTP_USER": "shimin"}, "SMTP_PASSWORD"),
        ({"SMTP_PORT": "二十五"}, "SMTP_PORT"),
        ({"APP_ENV": "production", "SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"APP_ENV": "production", "STUB_URL": "https://stub.example.jp"}, "STUB_URL"),
        ({"APP_ENV": "production", "PUBLIC_URL": "http://madoguchi.example.jp"}, "PUBLIC_URL"),
    ],
)
def test_setting_that_would_not_work_is_refused_by_name(
    changes: dict[str, str | None], named: str
) -> None:
    with pytest.raises(ConfigError, match=named):
        read(**changes)


def test_failing_command_is_not_repeated_because_it_may_hold_the_secret() -> None:
    with pytest.raises(ConfigError) as refusal:
        read(MASTER_KEY=None, MASTER_KEY_COMMAND="fetch --token hunter2")
    assert "hunter2" not in str(refusal.value)


def test_key_beside_its_data_is_refused_in_production(tmp_path: Path) -> None:
    file = tmp_path / "secrets" / "master_key"
    with pytest.raises(ConfigError, match="MASTER_KEY_FILE"):
        read(
            APP_ENV="production",
            VAR_DIR=str(tmp_path),
            MASTER_KEY=None,
            MASTER_KEY_FILE=str(file),
        )


def test_key_apart_from_its_data_is_accepted_in_production(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "master_key"
    file.parent.mkdir()
    file.write_text(KEY)
    settings = read(
        APP_ENV="production",
        VAR_DIR=str(tmp_path / "var"),
        MASTER_KEY=None,
        MASTER_KEY_FILE=str(file),
    )
    assert settings.master_key == bytes(range(32))
