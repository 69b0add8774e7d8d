"""What a case costs with a clerk's findings: granted reductions and corrected numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.cases.quantities import quantities_of, replaced
from app.core import clock
from app.core.errors import Invalid
from app.procedures import pricing
from app.procedures.definition import ProcedureDefinition
from app.submissions.content import read_revision
from app.submissions.models import Submission
from payments.errors import FeeError
from payments.quote import Quote

LARGEST_QUANTITY = 999


@dataclass(frozen=True, slots=True)
class Fixing:
    """What a clerk found: reductions that hold, and numbers that differ from the answers."""

    granted: frozenset[str] = frozenset()
    quantities: Mapping[str, int] = field(default_factory=dict)  #: by path
    reason: str = ""


def price(
    session: Session, submission: Submission, definition: ProcedureDefinition, fixing: Fixing
) -> Quote:
    """Return the bill at the prices of the day of filing.

    Raises Invalid for numbers and reductions that this fee does not know, and for numbers that
    differ from the answers without a reason.
    """
    values = read_revision(session, submission.id, submission.revision).answers
    answered = {each.path: each.answered for each in quantities_of(definition, values)}
    _check(definition, answered, fixing)
    filed = submission.arrived_at or submission.filed_at or clock.now()
    counted = replaced(values, fixing.quantities)
    try:
        return pricing.price(definition, counted, clock.in_tokyo(filed).date(), fixing.granted)
    except FeeError as error:
        raise Invalid({"quantities": "staff.trouble.no_price"}) from error


def _check(definition: ProcedureDefinition, answered: Mapping[str, int], fixing: Fixing) -> None:
    decidable = {each.key for each in definition.fee.adjustments if each.needs_decision}
    in_range = all(0 <= number <= LARGEST_QUANTITY for number in fixing.quantities.values())
    problems = {}
    if not fixing.granted <= decidable:
        problems["granted"] = "staff.trouble.granted"
    if not fixing.quantities.keys() <= answered.keys() or not in_range:
        problems["quantities"] = "staff.trouble.quantity"
    elif not fixing.reason.strip() and _differs(answered, fixing):
        problems["reason"] = "staff.trouble.reason"
    if problems:
        raise Invalid(problems)


def _differs(answered: Mapping[str, int], fixing: Fixing) -> bool:
    return bool(fixing.granted) or any(
        answered[path] != number for path, number in fixing.quantities.items()
    )
