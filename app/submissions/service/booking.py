"""Places a filing needs: held before a payment starts, the filing's own once it is received."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from app.core import clock
from app.facilities import service as facilities
from app.procedures.definition import ProcedureDefinition
from app.submissions.content import read_revision
from app.submissions.models import Submission
from forms.fields.appointments import resource_of
from forms.values import Values

#: How long a place is kept for somebody who still has to sign or pay.
HOLD = timedelta(minutes=15)


def hold(
    session: Session, submission: Submission, definition: ProcedureDefinition, values: Values
) -> None:
    """Hold every chosen place before a payment starts (Lesson 10).  Raises NoPlaceLeft."""
    facilities.release(session, submission.reference)
    for resource, slot_id in chosen(definition, values):
        until = clock.now() + HOLD
        facilities.hold(session, resource, slot_id, submission.reference, until)


def confirm(session: Session, submission: Submission, definition: ProcedureDefinition) -> None:
    """Make the held places the filing's own; raises HoldLapsed when somebody else has one."""
    values = read_revision(session, submission.id, submission.revision).answers
    if wanted := len(list(chosen(definition, values))):
        facilities.confirm(session, submission.reference, wanted)


def chosen(definition: ProcedureDefinition, values: Values) -> Iterator[tuple[str, str]]:
    """Walk the chosen places as (resource, slot)."""
    for field in definition.form.fields():
        places = values.get(field.key) if field.type == "appointment" else None
        if isinstance(places, list):
            for place in places:
                yield resource_of(field, values), str(place["id"])
