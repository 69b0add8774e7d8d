"""What verification does later: judge again, send codes, forget."""

from app.core.jobs import each_by_itself, job
from app.verification.service import contact, upkeep


@job("verification.complete_pending", cron="*/5 * * * *")
def complete_pending() -> None:
    each_by_itself(upkeep.undecided(), upkeep.complete)


@job("verification.forget", cron="17 * * * *")
def forget() -> None:
    each_by_itself(upkeep.unanswered(), upkeep.time_out)
    each_by_itself(upkeep.forgettable(), upkeep.forget)


@job("verification.send_code")
def send_code(check_id: str) -> None:
    contact.deliver(check_id)
