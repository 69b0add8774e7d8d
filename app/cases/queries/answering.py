"""What a citizen sees of a correction request while mending the answers it names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.cases.queries.corrections import OpenCorrection, open_request
from app.core import clock
from app.core.db import reading
from app.procedures import queries as procedures
from app.procedures.lookups import DatabaseLookups
from app.submissions.content import draft_of, read_revision, read_typed
from app.submissions.models import Submission
from app.submissions.queries import DraftView, readable
from app.submissions.service.drafts import NotEditable
from app.submissions.states import State
from forms.answers import Context
from forms.correction import Correction, Request, correct
from forms.problems import Problem
from forms.values import Typed


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """The request, and a draft whose form has only the questions that may change."""

    request: OpenCorrection
    draft: DraftView
    looked_at: frozenset[str]  #: fields whose page was posted

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """Return what is wrong with a field, its parts and its rows."""
        problems = self.draft.evaluation.problems
        return tuple(each for each in problems if each.path.partition(".")[0] == key)

    def is_done(self, key: str) -> bool:
        """Say whether a field was looked at and is right, or has gone out of view."""
        if key not in self.draft.evaluation.visible:
            return True
        return key in self.looked_at and not self.problems_of(key)

    @property
    def can_send(self) -> bool:
        all_done = all(self.is_done(key) for key in self.request.reasons)
        return all_done and self.draft.evaluation.is_complete


def correction_view(reference: str, token: str | None) -> CorrectionView:
    """Return the open correction of a filing to its holder.

    Raises NotFound, and NotEditable where nothing is to be mended.
    """
    with reading() as session:
        submission = readable(session, reference, token)
        if State(submission.state) is not State.RETURNED:
            raise NotEditable(f"{reference} is {submission.state}")
        published = procedures.version(submission.version_id)
        found = correction_of(session, submission)
        definition = replace(published.definition, form=found.open_form)
        draft = DraftView(
            reference=submission.reference,
            published=replace(published, definition=definition),
            locale=submission.locale,
            state=State(submission.state),
            typed=found.typed,
            evaluation=found.evaluation,
            lookups=DatabaseLookups(submission.reference),
            saved_at=submission.updated_at,
        )
        looked_at = frozenset(_typed_since(session, submission))
        return CorrectionView(open_request(session, submission), draft, looked_at)


def correction_of(session: Session, submission: Submission) -> Correction:
    """Judge a returned filing with what was mended in it.

    It is judged by the version it was filed under and on the day it was filed: what the city asks
    back must not make a day too late that was early enough (Lessons 15, 16).
    """
    filed = submission.filed_at or clock.now()
    context = Context(clock.in_tokyo(filed).date(), DatabaseLookups(submission.reference))
    request = Request(
        form=procedures.version(submission.version_id).definition.form,
        asked=open_request(session, submission).reasons,
        in_force=read_revision(session, submission.id, submission.revision).answers,
    )
    return correct(request, _typed_since(session, submission), context)


def _typed_since(session: Session, submission: Submission) -> Mapping[str, Typed]:
    draft = draft_of(session, submission)
    return read_typed(session, draft) if draft is not None else {}
