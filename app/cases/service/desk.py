"""The way to a case for whoever works on it: locked, permitted, and as their page showed it."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts.permissions import Member, Permission
from app.accounts.permissions import require as require_permission
from app.cases import policy
from app.cases.models import Decision, Note
from app.cases.policy import Action, NoteKind, Situation
from app.cases.situation import newest_decision, situation_of
from app.core import clock
from app.core.crypto import Place, new_seal
from app.core.errors import NotFound, Stale
from app.procedures import queries as procedures
from app.procedures.definition import ProcedureDefinition
from app.submissions.models import Submission
from app.submissions.service.door import lock_submission


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants something done with which case; `version` is the one their page showed."""

    member: Member
    reference: str
    version: int


@dataclass(frozen=True, slots=True)
class Case:
    """A case that is open for one action; nobody else changes it until the transaction ends."""

    submission: Submission
    definition: ProcedureDefinition
    situation: Situation

    def decision(self, session: Session) -> Decision:
        """Return the newest decision.  Raises NotFound when there never was one."""
        found = newest_decision(session, self.submission.id)
        if found is None:
            raise NotFound(f"decision of {self.submission.reference}")
        return found


def open_case(session: Session, order: Order, action: Action) -> Case:
    """Lock a case for an action.

    Raises NotFound for an unknown case and one of a foreign department alike, NotAllowed, Stale
    when somebody changed it since the page was made, ActionImpossible.
    """
    submission = lock_submission(session, order.reference)
    if submission is None or submission.filed_at is None:
        raise NotFound(f"case {order.reference}")
    require_permission(order.member, Permission.CASE_VIEW, submission.department_code)
    if submission.version != order.version:
        raise Stale(f"{order.reference} is at version {submission.version}, not {order.version}")
    definition = procedures.version(submission.version_id).definition
    situation = situation_of(session, submission, definition, order.member)
    policy.require(action, situation)
    return Case(submission, definition, situation)


def touch(submission: Submission) -> None:
    """Count the version up where no state changes, so that other people's pages are stale."""
    submission.updated_at = clock.now()


def write_note(
    session: Session, submission_id: int, staff_id: int, kind: NoteKind, text: str
) -> None:
    now = clock.now()
    seal, key = new_seal(session, now), uuid.uuid4()
    session.add(
        Note(
            id=key,
            submission_id=submission_id,
            staff_id=staff_id,
            kind=kind.value,
            body=seal.encrypt(text.encode(), Place("note", str(key), "body")),
            data_key_id=seal.key_id,
            at=now,
        )
    )
