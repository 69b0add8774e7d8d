"""Identity documents that a clerk was shown, recorded like any other proof."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.accounts.permissions import Member, Permission, require
from app.core import clock
from app.core.actor import staff
from app.core.adapters import adapters
from app.core.db import transaction
from app.core.errors import Invalid, NotFound
from app.procedures import queries as procedures
from app.submissions.models import Submission
from app.submissions.service.door import lock_submission
from app.verification import documents
from app.verification.models import IdentityCheck
from app.verification.service.door import begin, move
from app.verification.service.results import go_on, record_outcome
from identity.envelope import Purpose
from identity.errors import IdentityRejected
from identity.provider import Answer, VerifiedIdentity
from identity.reasons import message_key
from identity.states import CheckEvent

PROVIDER = "counter"


def record_counter_check(member: Member, reference: str, shown: Sequence[str]) -> None:
    """Record which documents were shown (names as in `adapters.COUNTER_DOCUMENTS`).

    A filing that waits for a signature goes on, where its procedure accepts the counter.
    Raises NotFound, NotAllowed, and Invalid for documents that are not enough.
    """
    with transaction() as session:
        submission = lock_submission(session, reference)
        if submission is None or submission.filed_at is None:
            raise NotFound(f"case {reference}")
        require(member, Permission.CASE_WORK, submission.department_code)
        revision, actor = _revision(session, submission), staff(member.id)
        check = begin(session, submission, revision, PROVIDER, Purpose.IDENTIFY)
        move(session, check, CheckEvent.STARTED, actor)
        move(session, check, CheckEvent.ANSWERED, actor)
        record_outcome(
            session, submission, check, _judged(session, submission, check, member, shown), actor
        )
        if PROVIDER in procedures.version(submission.version_id).definition.identity.accepts:
            go_on(session, submission, check, actor)


def _revision(session: Session, submission: Submission) -> int:
    to_sign = documents.waiting(session, submission)
    return submission.revision if to_sign is None else to_sign.revision.number


def _judged(
    session: Session,
    submission: Submission,
    check: IdentityCheck,
    member: Member,
    shown: Sequence[str],
) -> VerifiedIdentity:
    """The provider of the counter calls nobody, so it may be asked inside a transaction."""
    now = clock.now()
    answer = Answer(
        fields={"documents": " ".join(shown), "clerk": str(member.id)},
        session_id="",
        transaction_id=check.id,
        received_at=now,
        claimed=documents.claimed(session, submission, check.revision),
    )
    try:
        return adapters().identity[PROVIDER].verify(answer, now)
    except IdentityRejected as error:
        raise Invalid({"documents": message_key(error.code)}) from error
