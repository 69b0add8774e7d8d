"""Addresses that leave the house: made from PUBLIC_URL, never from the request's host."""

from app.core.current import current_settings


def public(path: str) -> str:
    """Return the full address of a path on the citizens' surface."""
    return f"{current_settings().public_url}{path}"


def continue_address(link_token: str) -> str:
    return public(f"/continue/{link_token}")


def submission_address(reference: str) -> str:
    return public(f"/submissions/{reference}")
