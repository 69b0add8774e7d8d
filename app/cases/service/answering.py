"""The citizen's answer to a correction request: the next revision of the answers."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.cases.queries.answering import correction_of
from app.core import clock
from app.core.actor import CITIZEN
from app.core.db import transaction
from app.procedures import queries as procedures
from app.submissions import policy
from app.submissions.content import draft_of, read_revision, read_typed, write_typed
from app.submissions.models import Submission
from app.submissions.service import corrections
from app.submissions.service.access import held
from app.submissions.service.drafts import NotEditable
from app.submissions.states import State
from app.verification import documents
from forms.problems import Problem
from forms.retyped import retyped


@dataclass(frozen=True, slots=True)
class Answered:
    """What sending a correction led to: problems and nothing changed, or what comes next."""

    problems: tuple[Problem, ...]
    state: State
    must_sign: bool = False  #: the answers before stay in force until the new ones are signed


def begin(reference: str, token: str | None, keys: Collection[str]) -> None:
    """Take the answers in force to these fields into the draft, where it has none of its own.

    From then on they count as looked at.  Raises NotFound, NotEditable.
    """
    with transaction() as session:
        submission = held(session, reference, token)
        if State(submission.state) is not State.RETURNED:
            raise NotEditable(f"{reference} is {submission.state}")
        form = procedures.version(submission.version_id).definition.form
        answers = read_revision(session, submission.id, submission.revision).answers
        in_force = retyped(form, answers)
        draft = draft_of(session, submission)
        typed = read_typed(session, draft) if draft is not None else {}
        taken = {key: in_force.get(key, "") for key in keys}
        write_typed(session, submission, taken | typed, clock.now())


def answer_correction(reference: str, token: str | None) -> Answered:
    """Send the mended answers.  A second call finds them sent and changes nothing (Lesson 21).

    Raises NotFound, NoPlaceLeft.
    """
    with transaction() as session:
        submission = held(session, reference, token)
        if State(submission.state) is not State.RETURNED:
            return Answered((), State(submission.state))
        return _answer(session, submission)


def _answer(session: Session, submission: Submission) -> Answered:
    evaluation = correction_of(session, submission).evaluation
    if evaluation.problems:
        return Answered(evaluation.problems, State.RETURNED)
    sent = documents.waiting(session, submission)
    if sent is not None and sent.revision.answers == evaluation.values:
        return Answered((), State.RETURNED, must_sign=True)
    revision = corrections.propose_revision(session, submission, evaluation.values)
    identity = procedures.version(submission.version_id).definition.identity
    if policy.must_sign(identity) and identity.sign_corrections:
        return Answered((), State.RETURNED, must_sign=True)
    corrections.bring_into_force(session, submission, revision.number, CITIZEN)
    return Answered((), State(submission.state))
