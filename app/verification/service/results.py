"""What a result leads to: evidence is stored, and a filing that waited for it goes on."""

import json

from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import Actor
from app.procedures import queries as procedures
from app.submissions import policy as submission_policy
from app.submissions.models import Submission
from app.submissions.service import corrections, filing
from app.submissions.states import State
from app.verification import documents, records
from app.verification.models import IdentityCheck
from app.verification.policy import UNDECIDED
from app.verification.service.door import move
from identity.envelope import Purpose
from identity.errors import IdentityPending, IdentityRejected, IdentityUnavailable
from identity.provider import VerifiedIdentity
from identity.reasons import Retry
from identity.record import write_record
from identity.states import CheckEvent, CheckState

#: What a provider may say; the silence of the other side is an outcome too.
Outcome = VerifiedIdentity | IdentityRejected | IdentityPending | IdentityUnavailable


def record_outcome(
    session: Session,
    submission: Submission,
    check: IdentityCheck,
    outcome: Outcome,
    actor: Actor,
) -> None:
    """Record a result, once: another process may have judged the same answer meanwhile.

    Both rows are locked.  A provider that did not answer leaves the check as it is.
    """
    if CheckState(check.state) not in UNDECIDED:
        return
    if isinstance(outcome, VerifiedIdentity):
        _verified(session, submission, check, outcome, actor)
    elif isinstance(outcome, IdentityRejected):
        _rejected(session, check, outcome, actor)
    elif isinstance(outcome, IdentityPending):
        _pending(session, submission, check, outcome, actor)


def _verified(
    session: Session,
    submission: Submission,
    check: IdentityCheck,
    identity: VerifiedIdentity,
    actor: Actor,
) -> None:
    now = clock.now()
    records.store_evidence(session, check, write_record(identity), now)
    check.review = ",".join(identity.review)
    check.reason = None
    move(session, check, CheckEvent.PASSED, actor, ial=int(identity.ial))
    if check.purpose == Purpose.SIGN:
        go_on(session, submission, check, actor)
    records.close(session, check, now)


def go_on(session: Session, submission: Submission, check: IdentityCheck, actor: Actor) -> None:
    """Let the filing take its next step, if it still waits for just these answers."""
    to_sign = documents.waiting(session, submission)
    if to_sign is None or to_sign.revision.number != check.revision:
        return
    details = {"provider": check.provider, "check": check.id}
    if to_sign.is_correction:
        corrections.bring_into_force(session, submission, check.revision, actor, **details)
    else:
        filing.satisfy_identity(session, submission, actor, **details)


def _rejected(
    session: Session, check: IdentityCheck, rejected: IdentityRejected, actor: Actor
) -> None:
    check.reason = rejected.code.value
    if rejected.retry is Retry.SAME:
        check.failed_tries += 1
        move(session, check, CheckEvent.MAY_RETRY, actor, reason=rejected.code.value)
        return
    if check.envelope_id is not None:
        records.store_evidence(session, check, _failure(session, check, rejected), clock.now())
    move(session, check, CheckEvent.REFUSED, actor, reason=rejected.code.value)
    records.close(session, check, clock.now())


def _failure(session: Session, check: IdentityCheck, rejected: IdentityRejected) -> bytes:
    """Return what shows later why an answer was refused; erased after a day."""
    content = {
        "answer": records.read_answer(session, check),
        "reason": rejected.code.value,
        "step": rejected.step.value,
        "detail": rejected.detail,
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _pending(
    session: Session,
    submission: Submission,
    check: IdentityCheck,
    pending: IdentityPending,
    actor: Actor,
) -> None:
    """The filing has arrived with its signature, although its next step still waits."""
    check.reason = pending.code.value
    move(session, check, CheckEvent.REVOCATION_UNKNOWN, actor, reason=pending.code.value)
    definition = procedures.version(submission.version_id).definition
    waits_to_arrive = State(submission.state) is State.AWAITING_IDENTITY
    if waits_to_arrive and submission_policy.arrives_on_filing(definition):
        filing.arrive(session, submission, definition)
