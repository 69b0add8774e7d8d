"""A marshmallow field for JSON's true and false, and nothing that resembles them."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma


class Flag(ma.fields.Field[bool]):
    """False unless said otherwise.  marshmallow's Boolean would take 1 for true."""

    def __init__(self) -> None:
        super().__init__(load_default=False)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if not isinstance(value, bool):
            raise ma.ValidationError("must be true or false")
        return value
