"""What the page that signs shows: what waits for a signature, and how far that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import reading
from app.core.errors import NotFound
from app.procedures.lookups import DatabaseLookups
from app.procedures.queries import Published
from app.submissions.models import Submission
from app.submissions.queries import readable
from app.verification import documents, records
from app.verification.models import IdentityCheck
from app.verification.policy import UNDECIDED
from app.verification.service.signing import NothingToSign, offers
from identity.envelope import Purpose, parse_envelope
from identity.reasons import ReasonClass, ReasonCode, Retry, class_of, retry_for
from identity.states import CheckState


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSigning:
    """A challenge that waits: the exact bytes, and where they are signed."""

    check_id: str
    content: bytes
    statement: str
    sha256: str
    fields: tuple[str, ...]
    signing_site: str | None
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningView:
    """What waits for a signature, and how far the newest check of it is."""

    reference: str
    published: Published
    locale: str
    answers: Mapping[str, Any]
    lookups: DatabaseLookups
    is_correction: bool
    offers: tuple[str, ...]  #: providers the procedure accepts and this process has
    is_undecided: bool  #: answered, and not judged yet
    open: OpenSigning | None
    rejected: ReasonClass | None  #: why the last try failed
    may_try_again: bool


def signing_view(reference: str, token: str | None) -> SigningView:
    """Raises NotFound, and NothingToSign where no answers wait for a signature."""
    with reading() as session:
        submission = readable(session, reference, token)
        to_sign = documents.waiting(session, submission)
        if to_sign is None:
            raise NothingToSign(f"{reference} is {submission.state}")
        newest = _newest(session, submission, to_sign.revision.number)
        reason = _reason(newest)
        return SigningView(
            reference=submission.reference,
            published=to_sign.published,
            locale=submission.locale,
            answers=to_sign.revision.answers,
            lookups=DatabaseLookups(submission.reference),
            is_correction=to_sign.is_correction,
            offers=offers(to_sign.published),
            is_undecided=newest is not None and CheckState(newest.state) in UNDECIDED,
            open=_open(session, newest),
            rejected=None if reason is None else class_of(reason),
            may_try_again=reason is None or retry_for(reason) is not Retry.NO,
        )


def _newest(session: Session, submission: Submission, revision: int) -> IdentityCheck | None:
    return session.scalars(
        select(IdentityCheck)
        .where(
            IdentityCheck.submission_id == submission.id,
            IdentityCheck.revision == revision,
            IdentityCheck.purpose == Purpose.SIGN,
        )
        .order_by(IdentityCheck.started_at.desc())
        .limit(1)
    ).one_or_none()


def _reason(check: IdentityCheck | None) -> ReasonCode | None:
    """Return why a check failed; whose time ran out failed for that."""
    if check is None:
        return None
    if CheckState(check.state) is CheckState.REJECTED and check.reason is not None:
        return ReasonCode(check.reason)
    late = CheckState(check.state) is CheckState.STARTED and check.expires_at < clock.now()
    if late or CheckState(check.state) is CheckState.EXPIRED:
        return ReasonCode.CHALLENGE_EXPIRED
    return None


def _open(session: Session, check: IdentityCheck | None) -> OpenSigning | None:
    if check is None or CheckState(check.state) is not CheckState.STARTED:
        return None
    if check.expires_at < clock.now():
        return None
    content, kept = records.read_envelope(session, check), records.read_kept(session, check)
    return OpenSigning(
        check_id=check.id,
        content=content,
        statement=parse_envelope(content).statement,
        sha256=records.envelope_sha256(session, check),
        fields=kept.fields,
        signing_site=kept.signing_site,
        until=check.expires_at,
    )


def signed_bytes(reference: str, token: str | None, check_id: str) -> bytes:
    """Return the exact bytes that a check signs, to whoever holds the filing.  Raises NotFound."""
    with reading() as session:
        submission = readable(session, reference, token)
        check = session.get(IdentityCheck, check_id)
        if check is None or check.submission_id != submission.id or check.envelope_id is None:
            raise NotFound(f"check {check_id}")
        return records.read_envelope(session, check)
