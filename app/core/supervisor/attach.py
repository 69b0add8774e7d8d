"""Lets a command of the operator use the database of the installation, running or not."""

import atexit
import json
import time
from collections.abc import Mapping
from contextlib import ExitStack

from app.core.supervisor.data_folder import DataFolder
from app.core.supervisor.database import addresses, embedded
from app.core.supervisor.environment import additions, data_folder
from app.core.supervisor.lock import POLL_SECONDS, WAIT_SECONDS, already_running, try_lock


def attached(env: Mapping[str, str]) -> Mapping[str, str]:
    """Return `env`, completed when it names no database.

    Joins the installation that runs on the data folder.  When none does, the embedded server is
    started under the same lock and ends with this process.  Raises Refusal.
    """
    if env.get("DATABASE_URL"):
        return env
    folder = data_folder(env)
    give_up = time.monotonic() + WAIT_SECONDS
    while (lock := try_lock(folder.lock)) is None:
        if folder.run_file.exists():
            return {**env, **json.loads(folder.run_file.read_text())["environment"]}
        if time.monotonic() > give_up:
            raise already_running(folder.path)
        time.sleep(POLL_SECONDS)
    until_exit = ExitStack()
    atexit.register(until_exit.close)
    until_exit.enter_context(lock)
    return _with_own_server(env, folder, until_exit)


def _with_own_server(
    env: Mapping[str, str], folder: DataFolder, until_exit: ExitStack
) -> Mapping[str, str]:
    cluster = until_exit.enter_context(embedded(folder))
    return {**env, **additions(env, folder), **addresses(cluster, folder)}
