"""Documents of the pack with one thing changed."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from app.procedures.packs import BUILT_IN

REMOVED = object()


def document(procedure: str) -> dict[str, Any]:
    path = BUILT_IN / "procedures" / f"{procedure}.json"
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def changed(procedure: str, changes: Mapping[str, object]) -> dict[str, Any]:
    """The document with other values at paths such as `form.sections.0.key`."""
    result = document(procedure)
    for path, value in changes.items():
        *steps, last = path.split(".")
        place: Any = result
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        if value is REMOVED:
            del place[int(last) if isinstance(place, list) else last]
        else:
            place[int(last) if isinstance(place, list) else last] = copy.deepcopy(value)
    return result
