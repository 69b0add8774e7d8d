"""Signing a filing, or its correction, with the card: beginning, and taking the answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core import ids, urls
from app.core.actor import CITIZEN
from app.core.adapters import adapters
from app.core.db import lock, transaction
from app.core.errors import Conflict, NotFound, ServiceUnavailable
from app.core.trail import Trace, record
from app.procedures.queries import Published
from app.submissions.models import Submission
from app.submissions.service.access import held
from app.submissions.states import State
from app.verification import documents, policy, records
from app.verification.documents import ToSign
from app.verification.models import IdentityCheck
from app.verification.records import Kept
from app.verification.service import judging
from app.verification.service.door import begin, keep_pace, move
from identity.challenge import Challenge
from identity.envelope import Envelope, Purpose
from identity.errors import IdentityUnavailable
from identity.provider import ChallengeForm, StartContext, StartResult
from identity.states import CheckEvent, CheckState


class NothingToSign(Conflict):
    """The filing does not wait for a signature, or one is being looked at."""

    code = "nothing_to_sign"


@dataclass(frozen=True, slots=True)
class Finished:
    """Where an answer has led to."""

    check: CheckState
    state: State


def start(reference: str, token: str | None, provider: str) -> None:
    """Begin a check by which the answers that wait can be signed.

    Raises NotFound, NothingToSign, TooMany, ServiceUnavailable.
    """
    context = _open(reference, token, provider)
    try:
        started = adapters().identity[provider].start(context)
    except IdentityUnavailable as error:
        raise ServiceUnavailable(f"{provider}: {error}") from error
    _note(context, started)


def _open(reference: str, token: str | None, provider: str) -> StartContext:
    with transaction() as session:
        submission = held(session, reference, token)
        to_sign = _waiting(session, submission)
        if provider not in offers(to_sign.published):
            raise NotFound(f"{provider} for {reference}")
        keep_pace(session, submission, Purpose.SIGN, policy.SIGNINGS_AN_HOUR)
        check = begin(session, submission, to_sign.revision.number, provider, Purpose.SIGN)
        check.session_hash = ids.token_hash(token or "")
        envelope = documents.new_envelope(session, submission, to_sign)
        _bind(session, check, envelope)
        return StartContext(
            municipality=envelope.municipality,
            session_id=judging.session_id(check),
            transaction_id=check.id,
            purpose=envelope.purpose,
            return_url=urls.public(f"/submissions/{reference}/sign/{check.id}/finish"),
            locale=submission.locale,
            now=check.started_at,
            envelope=envelope.to_bytes(),
        )


def _waiting(session: Session, submission: Submission) -> ToSign:
    to_sign = documents.waiting(session, submission)
    if to_sign is None or documents.undecided(session, submission, to_sign.revision.number):
        raise NothingToSign(f"{submission.reference} is {submission.state}")
    return to_sign


def offers(published: Published) -> tuple[str, ...]:
    """Return with what a citizen can sign; documents are shown to a clerk, never typed in here."""
    accepted, completing = published.definition.identity.accepts, adapters().completing
    return tuple(name for name in accepted if name in completing)


def _bind(session: Session, check: IdentityCheck, envelope: Envelope) -> None:
    """Store the exact bytes and tie their challenge to this browser and this check."""
    row = records.store_envelope(
        session, check.submission_id, check.revision, envelope.to_bytes(), check.started_at
    )
    challenge = Challenge.issue(envelope, judging.session_id(check), check.id, check.started_at)
    check.envelope_id = row.id
    check.challenge_hash = challenge.token_sha256
    check.expires_at = challenge.expires_at


def _note(context: StartContext, started: StartResult) -> None:
    """Remember how the check is answered; one that was cancelled meanwhile stays cancelled."""
    step = started.next_step
    kept = Kept(state=started.state)
    if isinstance(step, ChallengeForm):
        kept = Kept(fields=step.fields, signing_site=step.signing_site, state=started.state)
    with transaction() as session:
        check = lock(session, IdentityCheck, context.transaction_id)
        if CheckState(check.state) is not CheckState.CREATED:
            return
        records.write_kept(session, check, kept)
        move(session, check, CheckEvent.STARTED, CITIZEN)


def finish(reference: str, token: str | None, check_id: str, fields: Mapping[str, str]) -> Finished:
    """Take the answer to a check and say where it leads.

    A second answer to the same check, and one of another browser, change nothing (Lesson 21).
    Raises NotFound.
    """
    found = _take(reference, token, check_id, fields)
    if found is not None:
        judging.judge(found, CITIZEN)
    with transaction() as session:
        submission = held(session, reference, token)
        check = _check_of(session, submission, check_id)
        return Finished(CheckState(check.state), State(submission.state))


def _take(
    reference: str, token: str | None, check_id: str, fields: Mapping[str, str]
) -> judging.Taken | None:
    with transaction() as session:
        submission = held(session, reference, token)
        check = _check_of(session, submission, check_id)
        if not _may_answer(session, check, token):
            return None
        judging.take(session, check, fields, CITIZEN)
        return judging.taken(session, submission, check)


def _may_answer(session: Session, check: IdentityCheck, token: str | None) -> bool:
    challenge = judging.challenge_of(session, check)
    is_theirs = challenge.belongs_to(ids.token_hash(token or "").hex(), check.id)
    if is_theirs and CheckState(check.state) is CheckState.STARTED:
        return True
    reason = "replayed" if is_theirs else "another_browser"
    subject = f"submission:{check.submission_id}"
    details = {"check": check.id, "reason": reason}
    record(session, Trace(CITIZEN, "identity.answer_ignored", subject, details))
    return False


def _check_of(session: Session, submission: Submission, check_id: str) -> IdentityCheck:
    """Raises NotFound for an unknown check and one of another filing alike."""
    check = lock(session, IdentityCheck, check_id)
    if check.submission_id != submission.id or check.purpose != Purpose.SIGN:
        raise NotFound(f"check {check_id}")
    if check.envelope_id is None:
        raise NotFound(f"check {check_id} signs nothing")
    return check
