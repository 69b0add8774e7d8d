"""The way of an answer: taken and its challenge burnt, judged outside, its result recorded.

Judging may call another system, so it stands between two transactions.  What was taken is kept
until a result is recorded; a crash between the two loses nothing, the job judges again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import Actor
from app.core.adapters import adapters
from app.core.db import lock, outside_transaction, transaction
from app.submissions.models import Submission
from app.verification import documents, records
from app.verification.models import IdentityCheck
from app.verification.service.door import move
from app.verification.service.results import Outcome, record_outcome
from identity.challenge import Challenge
from identity.envelope import Purpose
from identity.errors import IdentityPending, IdentityRejected, IdentityUnavailable
from identity.provider import Answer
from identity.states import CheckEvent, CheckState


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that is kept and waits for its judgement."""

    check_id: str
    provider: str
    answer: Answer
    again: bool  #: its challenge was accepted before; only a source was silent


def take(session: Session, check: IdentityCheck, fields: Mapping[str, str], actor: Actor) -> None:
    """Keep the answer and burn the challenge.  The check's row is locked and waits for one."""
    wanted = records.read_kept(session, check).fields
    kept = {name: fields[name] for name in wanted if name in fields}
    now = clock.now()
    records.write_answer(session, check, kept, now)
    check.challenge_used_at = now
    move(session, check, CheckEvent.ANSWERED, actor)


def taken(session: Session, submission: Submission, check: IdentityCheck) -> Taken:
    """Put together what the provider judges, from what the database says now."""
    signed = check.envelope_id is not None
    content = records.read_envelope(session, check)
    answer = Answer(
        fields=records.read_answer(session, check),
        session_id=session_id(check),
        transaction_id=check.id,
        received_at=check.answered_at or clock.now(),
        state=records.read_kept(session, check).state,
        failed_tries=check.failed_tries,
        challenge=challenge_of(session, check) if signed else None,
        stored_envelope=content,
        rebuilt_envelope=(
            documents.rebuilt(session, submission, check.revision, content) if signed else b""
        ),
        claimed=documents.claimed(session, submission, check.revision) if signed else None,
    )
    again = CheckState(check.state) is CheckState.PENDING_REVOCATION
    return Taken(check.id, check.provider, answer, again)


def session_id(check: IdentityCheck) -> str:
    return (check.session_hash or b"").hex()


def challenge_of(session: Session, check: IdentityCheck) -> Challenge:
    """Return the challenge as it was when the answer came: each is answered once, see `take`."""
    return Challenge(
        token_sha256=check.challenge_hash or b"",
        session_id=session_id(check),
        transaction_id=check.id,
        purpose=Purpose(check.purpose),
        envelope_sha256=bytes.fromhex(records.envelope_sha256(session, check)),
        expires_at=check.expires_at,
        used=False,
    )


def judge(found: Taken, actor: Actor) -> None:
    """Ask the provider and record what it says."""
    outcome = _ask(found)
    with transaction() as session:
        # The filing first, as everywhere: two locks in two orders wait for each other for good.
        submission_id = session.get_one(IdentityCheck, found.check_id).submission_id
        submission = lock(session, Submission, submission_id)
        check = lock(session, IdentityCheck, found.check_id)
        record_outcome(session, submission, check, outcome, actor)


def _ask(found: Taken) -> Outcome:
    outside_transaction()
    known = adapters()
    try:
        if found.again:
            return known.completing[found.provider].complete(found.answer, clock.now())
        return known.identity[found.provider].verify(found.answer, clock.now())
    except (IdentityRejected, IdentityPending, IdentityUnavailable) as error:
        return error
