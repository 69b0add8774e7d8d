"""Handing a signed message to an address, as a payment company does with its news."""

from collections.abc import Mapping

import httpx

from app.core.db import outside_transaction
from app.core.errors import ServiceUnavailable

TIMEOUT_SECONDS = 10


def deliver(address: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Post a message.  Raises ServiceUnavailable when it was not taken."""
    outside_transaction()
    try:
        answer = httpx.post(
            address, content=body, headers=dict(headers), timeout=TIMEOUT_SECONDS, trust_env=False
        )
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise ServiceUnavailable(f"delivery: {type(error).__name__}") from error
