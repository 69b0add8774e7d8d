"""Both clocks of a filing as they stand today."""

from datetime import date, timedelta

from app.cases import clocks
from app.cases.clocks import Deadline
from app.core import clock
from app.facilities import queries as facilities
from app.submissions.models import Submission

#: How far the counted holidays reach to both sides of today.
YEAR = timedelta(days=366)


def known_holidays() -> frozenset[date]:
    today = clock.today()
    return facilities.holidays(today - YEAR, today + YEAR)


def deadlines_of(
    submission: Submission, holidays: frozenset[date]
) -> tuple[Deadline | None, Deadline | None]:
    """Return the standard processing time and the statutory limit."""
    today, stopped_on = clock.today(), submission.clock_stopped_on
    return (
        clocks.standard(submission.due_on, stopped_on, today, holidays),
        clocks.statutory(submission.statutory_due_on, today),
    )
