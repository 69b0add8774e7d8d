"""Runs an installation: database, migrations, demo data, then web, worker and test card pages."""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from app.core.config import Settings
from app.core.embedded_postgres.cluster import Cluster
from app.core.private_files import write_private
from app.core.supervisor import report
from app.core.supervisor.children import STOP_SECONDS, Child, Program
from app.core.supervisor.data_folder import DataFolder
from app.core.supervisor.database import addresses, check_reachable, embedded
from app.core.supervisor.environment import additions, data_folder
from app.core.supervisor.lock import locked
from app.core.supervisor.openings import check_free, wait_until_open
from app.core.supervisor.preparation import prepare
from app.core.supervisor.programs import programs

TICK_SECONDS = 0.1


def run(env: Mapping[str, str]) -> None:
    """Start everything and look after it until an exception ends it.  Raises Refusal."""
    folder = data_folder(env)
    with ExitStack() as stack:
        stack.enter_context(locked(folder.lock))
        folder.run_file.unlink(missing_ok=True)
        made = additions(env, folder)
        check_free(_ports({**env, **made}))
        # What the programs would refuse is refused before anything is made.
        Settings.from_env({"DATABASE_URL": "embedded", **env, **made})
        cluster = None
        if not env.get("DATABASE_URL"):
            cluster = stack.enter_context(embedded(folder))
            made |= addresses(cluster, folder)
        _serve({**env, **made}, made, folder, cluster)


def _serve(
    env: Mapping[str, str], made: Mapping[str, str], folder: DataFolder, cluster: Cluster | None
) -> None:
    """Prepare the database, start the programs, watch over them."""
    check_reachable(env)
    accounts = prepare(env, folder)
    with _running(programs(env), env, folder) as children, _announced(folder, made):
        report.opened(env, accounts)
        _watch(children, cluster)


@contextmanager
def _running(
    wanted: Sequence[Program], env: Mapping[str, str], folder: DataFolder
) -> Iterator[Sequence[Child]]:
    """Start the programs and wait for their ports; stop all of them on the way out."""
    children = [Child(program, env, folder.logs) for program in wanted]
    try:
        for child in children:
            child.start()
        for child in children:
            wait_until_open(child)
        yield children
    finally:
        report.stopping()
        for child in children:
            child.ask_to_stop()
        give_up = time.monotonic() + STOP_SECONDS
        for child in children:
            child.stop(give_up)


@contextmanager
def _announced(folder: DataFolder, made: Mapping[str, str]) -> Iterator[None]:
    """Say in a file what runs, so that commands of the operator can join."""
    write_private(
        folder.run_file, json.dumps({"pid": os.getpid(), "environment": dict(made)}, indent=2)
    )
    try:
        yield
    finally:
        folder.run_file.unlink(missing_ok=True)


def _watch(children: Sequence[Child], cluster: Cluster | None) -> None:
    while True:
        if cluster is not None and cluster.has_died:
            report.database_died()
            cluster.restart()
        for child in children:
            delay = child.revive()
            if delay is not None:
                report.died(child, delay)
        time.sleep(TICK_SECONDS)


def _ports(env: Mapping[str, str]) -> list[int]:
    return [program.port for program in programs(env) if program.port is not None]
