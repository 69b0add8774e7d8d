"""Rules of signing in: names, passwords, locks after failures, how long a session lives."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Ten wrong passwords in a row close the account for a quarter of an hour.
FAILURES_BEFORE_LOCK = 10
LOCK = timedelta(minutes=15)
#: A session ends after an hour without a click, and after a working day in any case.
IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
#: The moment of the last click is written no more often than this.
SEEN_EVERY = timedelta(minutes=1)
SHORTEST_PASSWORD = 12  #: characters
LONGEST_PASSWORD = 256  #: characters; hashing more would only cost time


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong passwords since the last right one, and the lock they led to."""

    count: int
    locked_until: datetime | None


def login_key(typed: str) -> str:
    """Return a login name as stored, however it was typed (full width, capitals, spaces)."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def is_acceptable(password: str) -> bool:
    return SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    return locked_until is not None and now < locked_until


def after_failure(count: int, now: datetime) -> Failures:
    """Return what is kept after one more wrong password; a lock starts the count anew."""
    if count + 1 >= FAILURES_BEFORE_LOCK:
        return Failures(0, now + LOCK)
    return Failures(count + 1, None)


def is_alive(created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    return now < created_at + LONGEST and now < last_seen_at + IDLE


def is_worth_writing(last_seen_at: datetime, now: datetime) -> bool:
    return now >= last_seen_at + SEEN_EVERY
