"""What verification does later: judge again, send codes, forget."""

from collections.abc import Callable, Iterable

import structlog

from app.core.jobs import job
from app.verification.service import contact, upkeep

log = structlog.get_logger()


@job("verification.complete_pending", cron="*/5 * * * *")
def complete_pending() -> None:
    _each(upkeep.undecided(), upkeep.complete)


@job("verification.forget", cron="17 * * * *")
def forget() -> None:
    _each(upkeep.unanswered(), upkeep.time_out)
    _each(upkeep.forgettable(), upkeep.forget)


@job("verification.send_code")
def send_code(check_id: str) -> None:
    contact.deliver(check_id)


def _each(check_ids: Iterable[str], work: Callable[[str], None]) -> None:
    """Work on each check by itself: one that fails holds up no other (Lesson 9)."""
    for check_id in check_ids:
        try:
            work(check_id)
        except Exception:
            log.exception("check_failed", check=check_id)
