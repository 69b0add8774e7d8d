"""Passwords as argon2id hashes, checked in the same time whether an account exists or not."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

HASHER = PasswordHasher()


def hash_of(password: str) -> str:
    return HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Say whether `password` belongs to `stored`.  Costs the same when there is no account."""
    try:
        HASHER.verify(stored or hash_of_nobody(), password)
    except VerificationError:
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Say whether a hash was made with weaker parameters than today's."""
    return HASHER.check_needs_rehash(stored)


@cache
def hash_of_nobody() -> str:
    return hash_of("")
