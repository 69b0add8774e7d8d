"""Correction requests: the open one for the citizen, all with what became of them for clerks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.models import CorrectionRequest
from app.core.crypto import Place, decrypt_json, open_seal
from app.core.db import reading
from app.submissions.content import read_revision
from app.submissions.models import Submission
from app.submissions.states import State
from forms.compare import differences
from forms.context import Lookups
from forms.definition import Field, FormDefinition
from forms.display import display
from forms.fields import Shown
from forms.text import LocalText


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """What the citizen is asked to mend: the reason by the key of the field."""

    number: int
    reasons: Mapping[str, str]
    general: str
    requested_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True)
class Change:
    """One answer before and after a correction; empty where there was or is none."""

    path: str
    label: LocalText
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class Asked:
    """One field that was to be mended, and why."""

    label: LocalText
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionShown:
    number: int
    asked: tuple[Asked, ...]
    general: str
    requested_at: datetime
    due_on: date
    answered_at: datetime | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How answers are put into words."""

    form: FormDefinition
    locale: str
    lookups: Lookups


def open_correction(submission_id: int) -> OpenCorrection | None:
    """Return the request that waits for the citizen, to callers that have checked who asks."""
    with reading() as session:
        submission = session.get_one(Submission, submission_id)
        if State(submission.state) is not State.RETURNED:
            return None
        return open_request(session, submission)


def open_request(session: Session, submission: Submission) -> OpenCorrection:
    """Return the request that sent a filing back; a returned filing has one."""
    newest = _requests(session, submission.id)[-1]
    content = _content(session, newest)
    return OpenCorrection(
        number=newest.number,
        reasons=content["reasons"],
        general=content["general"],
        requested_at=newest.requested_at,
        due_on=newest.due_on,
    )


def corrections_of(
    session: Session, submission: Submission, how: Reading
) -> tuple[CorrectionShown, ...]:
    """Return every request with the answers before and after it, oldest first."""
    requests = _requests(session, submission.id)
    # The next request was made of the answers to this one; without requests nothing is paired.
    answered_by = [*(each.revision for each in requests[1:]), submission.revision]
    return tuple(
        _shown(session, request, after, how)
        for request, after in zip(requests, answered_by, strict=False)
    )


def _requests(session: Session, submission_id: int) -> list[CorrectionRequest]:
    return list(
        session.scalars(
            select(CorrectionRequest)
            .where(CorrectionRequest.submission_id == submission_id)
            .order_by(CorrectionRequest.number)
        )
    )


def _shown(
    session: Session, request: CorrectionRequest, after: int, how: Reading
) -> CorrectionShown:
    content = _content(session, request)
    answered = after > request.revision
    new = read_revision(session, request.submission_id, after) if answered else None
    return CorrectionShown(
        number=request.number,
        asked=tuple(
            Asked(how.form.field(key).label, reason) for key, reason in content["reasons"].items()
        ),
        general=content["general"],
        requested_at=request.requested_at,
        due_on=request.due_on,
        answered_at=new.created_at if new is not None else None,
        changes=_changes(session, request, after, how) if answered else (),
    )


def _changes(
    session: Session, request: CorrectionRequest, after: int, how: Reading
) -> tuple[Change, ...]:
    old = read_revision(session, request.submission_id, request.revision).answers
    new = read_revision(session, request.submission_id, after).answers
    return tuple(
        Change(
            found.path,
            found.label,
            display(_field_at(how.form, found.path), found.before, how.locale, how.lookups),
            display(_field_at(how.form, found.path), found.after, how.locale, how.lookups),
        )
        for found in differences(how.form, old, new)
    )


def _field_at(form: FormDefinition, path: str) -> Field:
    """Return the field of a path such as `items.0.cert_copies`."""
    key, *below = path.split(".")
    field = form.field(key)
    return field.child(below[-1]) if below else field


def _content(session: Session, request: CorrectionRequest) -> dict[str, Any]:
    seal = open_seal(session, request.data_key_id)
    place = Place("correction_request", str(request.id), "content")
    content: dict[str, Any] = decrypt_json(seal, request.content, place)
    return content
