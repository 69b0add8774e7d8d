"""The loopback port of the server: free at the first start, then kept in a file."""

import errno
import socket
from pathlib import Path

from app.core.private_files import write_private

LOOPBACK = "127.0.0.1"


def is_free(port: int, address: str = LOOPBACK) -> bool:
    """Say whether a server could listen on this port now."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
        return True


def kept_or_free(file: Path) -> int:
    """Return the port in `file`, or a free one when there is none or somebody else took it."""
    kept = int(file.read_text()) if file.exists() else 0
    if kept and is_free(kept):
        return kept
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        port: int = listener.getsockname()[1]
    write_private(file, str(port))
    return port
