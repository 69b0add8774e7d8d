"""Everything about one case on one screen.  Every view is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.permissions import Member
from app.audit.service import record_now
from app.cases import policy
from app.cases.clocks import Deadline
from app.cases.models import Note
from app.cases.policy import Action, Outcome
from app.cases.queries.corrections import CorrectionShown, Reading, corrections_of
from app.cases.queries.deadlines import deadlines_of, known_holidays
from app.cases.queries.decisions import DecisionShown, decisions_of
from app.cases.queries.payment import PaymentShown, payment_of
from app.cases.queries.sight import names_of, visible
from app.cases.situation import assignee, situation_of
from app.core.actor import ActorKind, staff
from app.core.crypto import Place, open_seal
from app.core.db import reading
from app.core.trail import Trace
from app.procedures import queries as procedures
from app.procedures.definition import ProcedureDefinition
from app.procedures.lookups import DatabaseLookups
from app.submissions.content import read_revision
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.policy import word_of
from app.submissions.reference import shown
from app.submissions.service.attachments import StoredFile, read_file
from app.submissions.states import State
from app.verification.queries.identity import IdentityShown, identity_of
from forms.display import ShownSection, show_answers
from forms.text import LocalText
from forms.values import Values


@dataclass(frozen=True, slots=True)
class HistoryShown:
    word: str  #: key of what happened in the catalogue, below `staff.history`
    to_state: str
    at: datetime
    by: str | None  #: a colleague's name; None for the citizen and for the system


@dataclass(frozen=True, slots=True)
class NoteShown:
    kind: str
    text: str
    staff: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileShown:
    id: str
    label: LocalText
    name: str
    size: int  #: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What stands at the top of every page about a case."""

    id: int
    reference: str
    shown_reference: str
    version: int
    state: State
    definition: ProcedureDefinition
    department: LocalText
    department_code: str
    revision: int
    filed_at: datetime | None
    arrived_at: datetime | None
    standard: Deadline | None
    statutory: Deadline | None
    assigned_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    head: CaseHead
    actions: frozenset[Action]
    outcomes: tuple[Outcome, ...]
    steps: int  #: how many people approve a proposal of this member; 0: it is decided at once
    sections: tuple[ShownSection, ...]
    files: tuple[FileShown, ...]
    identity: tuple[IdentityShown, ...]
    payment: PaymentShown | None
    decisions: tuple[DecisionShown, ...]
    corrections: tuple[CorrectionShown, ...]
    notes: tuple[NoteShown, ...]
    history: tuple[HistoryShown, ...]


def case_view(member: Member, reference: str, locale: str) -> CaseView:
    """Return a case and record that this member saw it.

    Raises NotFound for an unknown case and one of a foreign department alike.
    """
    with reading() as session:
        submission = visible(session, member, reference)
        view = _view(session, submission, member, locale)
    record_now(Trace(staff(member.id), "case.viewed", f"submission:{view.head.id}"))
    return view


def case_file(member: Member, reference: str, attachment_id: str) -> StoredFile:
    """Return a file of a case and record that this member took it.  Raises NotFound."""
    with reading() as session:
        submission = visible(session, member, reference)
        file = read_file(session, submission.id, attachment_id)
    record_now(Trace(staff(member.id), "attachment.viewed", f"submission:{submission.id}"))
    return file


def _view(session: Session, submission: Submission, member: Member, locale: str) -> CaseView:
    definition = procedures.version(submission.version_id).definition
    answers = read_revision(session, submission.id, submission.revision).answers
    how = Reading(definition.form, locale, DatabaseLookups())
    situation = situation_of(session, submission, definition, member)
    return CaseView(
        head=head_of(session, submission),
        actions=policy.possible(situation),
        outcomes=policy.outcomes(definition.kind, situation.state),
        steps=policy.steps_needed(
            definition.handling.approval_steps, decides_alone=policy.decides_alone(situation)
        ),
        sections=tuple(show_answers(how.form, answers, how.locale, how.lookups)),
        files=tuple(_files(definition, answers)),
        identity=identity_of(session, submission),
        payment=payment_of(session, submission, definition),
        decisions=decisions_of(session, submission.id),
        corrections=corrections_of(session, submission, how),
        notes=_notes(session, submission.id),
        history=_history(session, submission.id),
    )


def head_of(session: Session, submission: Submission) -> CaseHead:
    departments = {each.code: each.name for each in accounts.departments()}
    standard, statutory = deadlines_of(submission, known_holidays())
    holder = assignee(session, submission.id)
    return CaseHead(
        id=submission.id,
        reference=submission.reference,
        shown_reference=shown(submission.reference),
        version=submission.version,
        state=State(submission.state),
        definition=procedures.version(submission.version_id).definition,
        department=departments[submission.department_code],
        department_code=submission.department_code,
        revision=submission.revision,
        filed_at=submission.filed_at,
        arrived_at=submission.arrived_at,
        standard=standard,
        statutory=statutory,
        assigned_to=names_of(session, {holder})[holder] if holder is not None else None,
    )


def _files(definition: ProcedureDefinition, answers: Values) -> Iterator[FileShown]:
    """Walk the files of the answers in force; those of an unsent correction are not among them."""
    for field in definition.form.fields():
        files = answers.get(field.key) if field.type == "file" else None
        for file in files if isinstance(files, list) else []:
            yield FileShown(file["id"], field.label, file["name"], int(file["size"]))


def _notes(session: Session, submission_id: int) -> tuple[NoteShown, ...]:
    rows = session.scalars(
        select(Note).where(Note.submission_id == submission_id).order_by(Note.at.desc())
    ).all()
    names = names_of(session, {row.staff_id for row in rows})
    return tuple(
        NoteShown(row.kind, _body(session, row), names[row.staff_id], row.at) for row in rows
    )


def _body(session: Session, row: Note) -> str:
    seal = open_seal(session, row.data_key_id)
    return seal.decrypt(row.body, Place("note", str(row.id), "body")).decode()


def _history(session: Session, submission_id: int) -> tuple[HistoryShown, ...]:
    rows = session.scalars(
        select(SubmissionEvent)
        .where(SubmissionEvent.submission_id == submission_id)
        .order_by(SubmissionEvent.id)
    ).all()
    by = {row.id: int(row.actor_id) for row in rows if row.actor_kind == ActorKind.STAFF}
    names = names_of(session, set(by.values()))
    return tuple(
        HistoryShown(
            word_of(row.event, row.details), row.to_state, row.at, names.get(by.get(row.id, 0))
        )
        for row in rows
    )
