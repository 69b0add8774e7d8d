"""The variables that the programs of an installation start with."""

from collections.abc import Mapping
from pathlib import Path

from app.core.config import DEFAULT_PORT, SECRETS, SOURCES
from app.core.refusals import Refusal
from app.core.supervisor.data_folder import DataFolder
from app.core.supervisor.keys import provide_key

ADDRESS = "127.0.0.1"
HIGHEST_PORT = 65534  # one more is needed for the test card's pages


def data_folder(env: Mapping[str, str]) -> DataFolder:
    """Return the folder VAR_DIR names, ready for use.  Raises Refusal."""
    return DataFolder.prepare(Path(env.get("VAR_DIR") or "var"))


def port(env: Mapping[str, str]) -> int:
    """Return the port citizens and staff use; the next one is for the test card's pages."""
    value = env.get("PORT") or str(DEFAULT_PORT)
    if not (value.isascii() and value.isdecimal() and 0 < int(value) <= HIGHEST_PORT):
        raise Refusal(
            f"PORT は1から{HIGHEST_PORT}までの数字にしてください。",
            f"PORT: {value!r} is not a number from 1 to {HIGHEST_PORT}",
        )
    return int(value)


def is_production(env: Mapping[str, str]) -> bool:
    return env.get("APP_ENV") == "production"


def stub_port(env: Mapping[str, str]) -> int | None:
    """Return the port of the test card's pages, which exist outside production only."""
    return None if is_production(env) else port(env) + 1


def additions(env: Mapping[str, str], folder: DataFolder) -> dict[str, str]:
    """Return what is missing in `env`; in production nobody's keys or addresses are invented."""
    made = {"VAR_DIR": str(folder.path), "PORT": str(port(env))}
    if not is_production(env):
        made |= {
            "APP_ENV": "development",
            "PUBLIC_URL": f"http://{ADDRESS}:{port(env)}",
            "STUB_URL": f"http://{ADDRESS}:{port(env) + 1}",
            **_keys(env, folder),
        }
    return {name: value for name, value in made.items() if name == "VAR_DIR" or not env.get(name)}


def _keys(env: Mapping[str, str], folder: DataFolder) -> dict[str, str]:
    """Return a file for each secret that `env` gives in no way."""
    missing = [name for name in SECRETS if not any(env.get(name + end) for end in SOURCES)]
    return {f"{name}_FILE": str(provide_key(folder.secrets / name.lower())) for name in missing}
