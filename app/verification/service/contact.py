"""Confirming that mail arrives at the address of a filing.  Nobody has to, and it is no proof."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import urls
from app.core.actor import CITIZEN
from app.core.adapters import adapters
from app.core.current import current_texts
from app.core.db import lock, outside_transaction, reading, transaction
from app.core.errors import Invalid, NotFound
from app.core.jobs import defer
from app.core.outbound.mail import Mail, mailer
from app.facilities import queries as facilities
from app.submissions.models import Submission
from app.submissions.reference import shown
from app.submissions.service.access import held
from app.verification import documents, policy, records
from app.verification.models import IdentityCheck
from app.verification.records import Kept
from app.verification.service import judging
from app.verification.service.door import begin, keep_pace, move
from identity.envelope import Purpose
from identity.provider import ChallengeForm, StartContext, StartResult
from identity.reasons import ReasonCode, message_key
from identity.states import CheckEvent, CheckState

PROVIDER = "contact_code"


@dataclass(frozen=True, slots=True)
class _Addressed:
    """A check whose code is on its way, with what its message says around the code."""

    context: StartContext
    reference: str


def send_code(reference: str, token: str | None) -> None:
    """Have a new code sent; one sent before is worth nothing from then on.

    Raises NotFound where nothing can be confirmed, TooMany.
    """
    addressed = _open(reference, token)
    started = adapters().identity[PROVIDER].start(addressed.context)
    _note(addressed, started)


def _open(reference: str, token: str | None) -> _Addressed:
    with transaction() as session:
        submission = held(session, reference, token)
        address = documents.contact_address(session, submission)
        if not address:
            raise NotFound(f"contact of {reference}")
        keep_pace(session, submission, Purpose.IDENTIFY, policy.CODES_AN_HOUR)
        check = begin(session, submission, submission.revision, PROVIDER, Purpose.IDENTIFY)
        context = StartContext(
            municipality=facilities.municipality().name.ja,
            session_id=judging.session_id(check),
            transaction_id=check.id,
            purpose=Purpose.IDENTIFY,
            return_url=urls.submission_address(reference),
            locale=submission.locale,
            now=check.started_at,
            contact=address,
        )
        return _Addressed(context, submission.reference)


def _note(addressed: _Addressed, started: StartResult) -> None:
    step = started.next_step
    fields = step.fields if isinstance(step, ChallengeForm) else ()
    message = None if started.message is None else _message(addressed, started.message.code)
    with transaction() as session:
        check = lock(session, IdentityCheck, addressed.context.transaction_id)
        if CheckState(check.state) is not CheckState.CREATED:
            return  # another code was asked for meanwhile
        records.write_kept(
            session, check, Kept(fields=fields, state=started.state, message=message)
        )
        move(session, check, CheckEvent.STARTED, CITIZEN)
        defer(session, "verification.send_code", check_id=check.id)


def _message(addressed: _Addressed, code: str) -> dict[str, str]:
    """Return address, subject and body in the filing's language."""
    texts, locale = current_texts(), addressed.context.locale
    words = {
        "municipality": facilities.municipality().name.plain(locale),
        "reference": shown(addressed.reference),
        "code": code,
    }
    return {
        "to": addressed.context.contact,
        "subject": texts.plain(locale, "contact.mail_subject", **words),
        "body": texts.plain(locale, "contact.mail_body", **words),
    }


def deliver(check_id: str) -> None:
    """Send the code of a check that still waits for it, once.

    Raises ServiceUnavailable, and the job tries again later.
    """
    with reading() as session:
        check = session.get_one(IdentityCheck, check_id)
        if CheckState(check.state) is not CheckState.STARTED:
            return
        kept = records.read_kept(session, check)
    if kept.message is None or kept.sent:
        return
    outside_transaction()
    mailer().send(Mail(kept.message["to"], kept.message["subject"], kept.message["body"]))
    _mark_sent(check_id)


def _mark_sent(check_id: str) -> None:
    with transaction() as session:
        check = lock(session, IdentityCheck, check_id)
        if CheckState(check.state) is CheckState.STARTED:
            kept = records.read_kept(session, check)
            records.write_kept(session, check, kept.as_sent())


def confirm(reference: str, token: str | None, code: str) -> None:
    """Compare a typed code.  Raises NotFound, and Invalid when it does not confirm the address."""
    found = _take(reference, token, code)
    judging.judge(found, CITIZEN)
    with reading() as session:
        check = session.get_one(IdentityCheck, found.check_id)
    if CheckState(check.state) is not CheckState.VERIFIED:
        raise _refusal(check.reason or ReasonCode.CONTACT_CODE_EXPIRED)


def _take(reference: str, token: str | None, code: str) -> judging.Taken:
    with transaction() as session:
        submission = held(session, reference, token)
        check = _waiting(session, submission)
        if check is None:
            raise _refusal(ReasonCode.CONTACT_CODE_EXPIRED)
        kept = records.read_kept(session, check)
        judging.take(session, check, dict.fromkeys(kept.fields, code), CITIZEN)
        return judging.taken(session, submission, check)


def _waiting(session: Session, submission: Submission) -> IdentityCheck | None:
    return session.scalars(
        select(IdentityCheck)
        .where(
            IdentityCheck.submission_id == submission.id,
            IdentityCheck.provider == PROVIDER,
            IdentityCheck.state == CheckState.STARTED,
        )
        .with_for_update()
    ).one_or_none()


def _refusal(reason: str) -> Invalid:
    return Invalid({"code": message_key(ReasonCode(reason))})
