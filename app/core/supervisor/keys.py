"""Secrets of an installation: made at the first start, kept in files only their owner reads."""

import base64
import secrets
from pathlib import Path

from app.core.private_files import write_private

KEY_BYTES = 32


def provide_password(file: Path) -> str:
    """Return the password in the file; there is one after the first call."""
    if not file.exists():
        write_private(file, secrets.token_hex(KEY_BYTES))
    return file.read_text()


def provide_key(file: Path) -> Path:
    """Return the file, which holds 32 random bytes in base64 after the first call."""
    if not file.exists():
        write_private(file, base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())
    return file
