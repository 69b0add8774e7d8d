"""補正依頼: asking the citizen to mend some answers, each with its reason."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cases import policy
from app.cases.models import CorrectionRequest
from app.cases.policy import Action
from app.cases.service.desk import Case, Order, open_case
from app.core import clock
from app.core.actor import staff
from app.core.crypto import Place, encrypt_json, new_seal
from app.core.db import transaction
from app.submissions.service.door import advance
from app.submissions.states import Event


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be mended: why, by the key of the field, and within how many days."""

    reasons: Mapping[str, str]
    days: int  #: calendar days from today
    general: str = ""  #: a remark on the whole filing


def request_correction(order: Order, wanted: Wanted) -> None:
    """Send the filing back to the citizen; the standard processing time stands still meanwhile.

    Raises Invalid without a field and a reason.
    """
    reasons = {key: text.strip() for key, text in wanted.reasons.items() if text.strip()}
    wanted = replace(wanted, reasons=reasons)
    with transaction() as session:
        case = open_case(session, order, Action.REQUEST_CORRECTION)
        keys = (field.key for field in case.definition.form.fields())
        policy.check_correction(wanted.reasons, keys, wanted.days)
        number = _write(
            session, case, order.member.id, Wanted(reasons, wanted.days, wanted.general)
        )
        advance(session, case.submission, Event.RETURNED, staff(order.member.id), request=number)


def _write(session: Session, case: Case, staff_id: int, wanted: Wanted) -> int:
    now, submission = clock.now(), case.submission
    seal, key = new_seal(session, now), uuid.uuid4()
    content = {"reasons": dict(wanted.reasons), "general": wanted.general.strip()}
    earlier = session.scalar(
        select(func.count())
        .select_from(CorrectionRequest)
        .where(CorrectionRequest.submission_id == submission.id)
    )
    number = (earlier or 0) + 1
    session.add(
        CorrectionRequest(
            id=key,
            submission_id=submission.id,
            number=number,
            revision=submission.revision,
            staff_id=staff_id,
            content=encrypt_json(seal, content, Place("correction_request", str(key), "content")),
            data_key_id=seal.key_id,
            requested_at=now,
            due_on=clock.today() + timedelta(days=wanted.days),
        )
    )
    return number
