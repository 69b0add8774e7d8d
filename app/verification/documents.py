"""What there is to sign: the answers that wait for it, and the envelope made of them."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.current import current_texts
from app.facilities import queries as facilities
from app.procedures import queries as procedures
from app.procedures.definition import ProcedureDefinition
from app.procedures.queries import Published
from app.submissions import policy as submission_policy
from app.submissions.content import Revision, latest_number, read_revision
from app.submissions.models import Attachment, Submission, SubmissionEvent
from app.submissions.states import Event, State
from app.verification import policy
from app.verification.models import IdentityCheck, SignedEnvelope
from forms.definition import Field
from forms.roles import role_values
from identity.challenge import new_token
from identity.envelope import (
    AttachmentDigest,
    Envelope,
    Purpose,
    SignedDocument,
    parse_envelope,
)
from identity.matching import ClaimedPerson
from identity.states import CheckState


@dataclass(frozen=True, slots=True)
class ToSign:
    """A revision of answers that counts once it is signed."""

    published: Published
    revision: Revision
    is_correction: bool


def waiting(session: Session, submission: Submission) -> ToSign | None:
    """Return what waits for a signature, or None."""
    published = procedures.version(submission.version_id)
    identity = published.definition.identity
    if not submission_policy.must_sign(identity):
        return None
    state = State(submission.state)
    if state is State.AWAITING_IDENTITY:
        filed = read_revision(session, submission.id, submission.revision)
        return ToSign(published, filed, is_correction=False)
    if state is State.RETURNED and identity.sign_corrections:
        return _corrected(session, submission, published)
    return None


def _corrected(session: Session, submission: Submission, published: Published) -> ToSign | None:
    """Return the mended answers, if they were sent since the filing was returned."""
    number = latest_number(session, submission)
    if number == submission.revision:
        return None
    mended = read_revision(session, submission.id, number)
    returned_at = session.scalar(
        select(func.max(SubmissionEvent.at)).where(
            SubmissionEvent.submission_id == submission.id,
            SubmissionEvent.event == Event.RETURNED,
        )
    )
    if returned_at is None or mended.created_at < returned_at:
        return None
    return ToSign(published, mended, is_correction=True)


def undecided(session: Session, submission: Submission, number: int) -> IdentityCheck | None:
    """Return the check of this revision whose answer is still being looked at."""
    return session.scalars(
        select(IdentityCheck)
        .where(
            IdentityCheck.submission_id == submission.id,
            IdentityCheck.revision == number,
            IdentityCheck.purpose == Purpose.SIGN,
            IdentityCheck.state.in_(policy.UNDECIDED),
        )
        .limit(1)
    ).one_or_none()


def new_envelope(session: Session, submission: Submission, to_sign: ToSign) -> Envelope:
    """Return what is signed, with a fresh challenge and the sentence in the filing's language."""
    definition, city = to_sign.published.definition, facilities.municipality().name
    statement = current_texts().plain(
        submission.locale,
        "sign.statement",
        municipality=city.plain(submission.locale),
        procedure=definition.name.plain(submission.locale),
    )
    return Envelope(
        municipality=city.ja,
        purpose=Purpose.SIGN,
        challenge=new_token(),
        statement=statement,
        documents=(_document(session, submission, to_sign.published, to_sign.revision),),
    )


def rebuilt(session: Session, submission: Submission, number: int, content: bytes) -> bytes:
    """Return the bytes made again from the database.

    Challenge and statement are taken over: the one is nowhere else, and the other is what the
    person read, in whatever words the catalogue has by now.
    """
    published = procedures.version(submission.version_id)
    revision = read_revision(session, submission.id, number)
    document = _document(session, submission, published, revision)
    city = facilities.municipality().name
    envelope = replace(parse_envelope(content), municipality=city.ja, documents=(document,))
    return envelope.to_bytes()


def _document(
    session: Session, submission: Submission, published: Published, revision: Revision
) -> SignedDocument:
    answers = revision.answers
    return SignedDocument(
        procedure=submission.procedure_id,
        version=published.number,
        answers=answers,
        attachments=tuple(_digests(session, submission.id, published.definition, answers)),
        previous=_previous(session, submission.id, revision.number),
    )


def _digests(
    session: Session,
    submission_id: int,
    definition: ProcedureDefinition,
    answers: Mapping[str, Any],
) -> Iterator[AttachmentDigest]:
    """Yield the hash of each file the answers name, as it was taken when the file came."""
    for key, file in _files(definition.form.fields(), answers):
        sha256 = session.scalars(
            select(Attachment.sha256).where(
                Attachment.id == uuid.UUID(file["id"]), Attachment.submission_id == submission_id
            )
        ).one()
        yield AttachmentDigest(key, file["name"], sha256)


def _files(
    fields: Iterable[Field], answers: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Walk the files of a form and of its rows, with the key of the field that asked for each."""
    for field in fields:
        rows = answers.get(field.key)
        if not isinstance(rows, list):
            continue
        if field.type == "file":
            yield from ((field.key, file) for file in rows)
        for row in rows if field.fields else ():
            yield from _files(field.fields, row)


def _previous(session: Session, submission_id: int, revision: int) -> str | None:
    """Return the hash of the envelope that a correction replaces, if it was signed."""
    return session.scalar(
        select(SignedEnvelope.sha256)
        .join(IdentityCheck, IdentityCheck.envelope_id == SignedEnvelope.id)
        .where(
            IdentityCheck.submission_id == submission_id,
            IdentityCheck.revision < revision,
            IdentityCheck.state == CheckState.VERIFIED,
        )
        .order_by(IdentityCheck.revision.desc())
        .limit(1)
    )


def claimed(session: Session, submission: Submission, revision: int) -> ClaimedPerson | None:
    """Return who the answers say is signing."""
    definition = procedures.version(submission.version_id).definition
    answers = read_revision(session, submission.id, revision).answers
    roles = role_values(definition.form, answers)
    return policy.claimed_person(definition.identity.match_for(answers), roles)


def contact_address(session: Session, submission: Submission) -> str:
    """Return the address that may be confirmed; empty where there is none, or nothing is filed."""
    definition = procedures.version(submission.version_id).definition
    if submission.filed_at is None or not policy.may_confirm_contact(definition.identity):
        return ""
    answers = read_revision(session, submission.id, submission.revision).answers
    return policy.contact_of(role_values(definition.form, answers))
