"""The ports we offer: free before we start, open when we say so."""

import time
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException

from app.core.embedded_postgres.ports import is_free
from app.core.refusals import Refusal
from app.core.supervisor.children import Child

#: So long the programs of a killed predecessor may still hold a port.
PATIENCE_SECONDS = 3
OPEN_SECONDS = 60
POLL_SECONDS = 0.05
ADDRESS = "127.0.0.1"


def check_free(ports: Iterable[int]) -> None:
    """Raise Refusal when another program has one of our ports."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    for port in ports:
        while not _may_have(port):
            if time.monotonic() > give_up:
                raise _taken(port)
            time.sleep(POLL_SECONDS)


def wait_until_open(child: Child) -> None:
    """Wait until a program answers.  Raises Refusal when it ends before, or takes too long."""
    give_up = time.monotonic() + OPEN_SECONDS
    while not _answers(child.program.port):
        if child.exit_code is not None or time.monotonic() > give_up:
            raise Refusal(
                f"{child.program.name} が起動しません。{child.log} を確認してください。",
                f"{child.program.name} does not start; see {child.log}",
            )
        time.sleep(POLL_SECONDS)


def _taken(port: int) -> Refusal:
    other = f"make run PORT={port + 100}"
    return Refusal(
        f"ポート {port} はほかのプログラムが使っています。終了するか番号を変えてください: {other}",
        f"port {port} is used by another program; stop it, or choose another port: {other}",
    )


def _may_have(port: int) -> bool:
    try:
        return is_free(port)
    except PermissionError:
        raise Refusal(
            f"ポート {port} を使う権限がありません。1024以上の番号にしてください。",
            f"port {port} needs more rights; choose one from 1024 up",
        ) from None


def _answers(port: int | None) -> bool:
    """Say whether a program that listens also answers; granian listens before it can."""
    if port is None:
        return True
    connection = HTTPConnection(ADDRESS, port, timeout=1)
    try:
        connection.request("HEAD", "/healthz")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True
