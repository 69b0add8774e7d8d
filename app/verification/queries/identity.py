"""How the filer's identity was checked, for the clerks' pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.crypto import Erased
from app.submissions.models import Submission
from app.verification import documents, records
from app.verification.models import IdentityCheck
from identity.matching import ClaimedPerson, normalise_address, normalise_name
from identity.provider import Attribute, AttributeName, VerifiedIdentity
from identity.record import read_record
from identity.states import CheckState


@dataclass(frozen=True, slots=True)
class ComparedAttribute:
    """One fact about a person, as the form and as the proof has it."""

    name: str  #: key of identity.attribute
    claimed: str | None  #: None where the form does not ask, or nothing is compared
    proven: str
    agrees: bool | None  #: None where nothing is compared


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityShown:
    """One check: codes whose words are in the catalogue, and what was compared."""

    provider: str
    environment: str  #: where the provider is real; anything but "production" proves nothing
    state: str
    ial: int | None  #: assurance level of a check that passed
    started_at: datetime
    finished_at: datetime | None
    covers_answers: bool  #: it was made for the answers in force
    reason: str | None  #: why it was rejected or waits
    review: tuple[str, ...]  #: what a clerk has to look at
    attributes: tuple[ComparedAttribute, ...] = ()
    has_evidence: bool = False

    @property
    def is_rehearsal(self) -> bool:
        return self.environment != "production"


def identity_of(session: Session, submission: Submission) -> tuple[IdentityShown, ...]:
    """Return every check of a filing, newest first."""
    rows = session.scalars(
        select(IdentityCheck)
        .where(IdentityCheck.submission_id == submission.id)
        .order_by(IdentityCheck.started_at.desc())
    ).all()
    return tuple(_shown(session, submission, row) for row in rows)


def identity_states(session: Session, submission_ids: Sequence[int]) -> dict[int, str]:
    """Return the state of the newest check of each filing that has one; mail proves nobody."""
    rows = session.execute(
        select(IdentityCheck.submission_id, IdentityCheck.state)
        .where(
            IdentityCheck.submission_id.in_(submission_ids),
            IdentityCheck.provider != "contact_code",
        )
        .order_by(IdentityCheck.started_at)
    )
    return {row.submission_id: row.state for row in rows}


def _shown(session: Session, submission: Submission, row: IdentityCheck) -> IdentityShown:
    proof = _proof(session, row)
    return IdentityShown(
        provider=row.provider,
        environment=row.environment,
        state=row.state,
        ial=None if proof is None else int(proof.ial),
        started_at=row.started_at,
        finished_at=row.finished_at,
        covers_answers=row.revision == submission.revision,
        reason=row.reason,
        review=tuple(code for code in row.review.split(",") if code),
        attributes=() if proof is None else _compared(session, submission, row, proof),
        has_evidence=proof is not None,
    )


def _proof(session: Session, row: IdentityCheck) -> VerifiedIdentity | None:
    """Return what proves a check that passed, or None where it was erased since."""
    if CheckState(row.state) is not CheckState.VERIFIED:
        return None
    try:
        content = records.read_evidence(session, row.id)
    except Erased:
        return None
    return None if content is None else read_record(content)


def _compared(
    session: Session, submission: Submission, row: IdentityCheck, proof: VerifiedIdentity
) -> tuple[ComparedAttribute, ...]:
    claimed = documents.claimed(session, submission, row.revision) or ClaimedPerson()
    return tuple(_attributes(proof.attributes, claimed))


def _attributes(
    proven: Mapping[AttributeName, Attribute], claimed: ClaimedPerson
) -> Iterator[ComparedAttribute]:
    """Walk what is compared; what the proof knows besides is nobody's business here."""
    comparisons: Mapping[AttributeName, tuple[str | None, Callable[[str], str]]] = {
        AttributeName.NAME: (claimed.name, normalise_name),
        AttributeName.BIRTH_DATE: (_day(claimed.birth_date), str),
        AttributeName.ADDRESS: (claimed.address, normalise_address),
        AttributeName.EMAIL: (None, str),
    }
    for name, (said, normalise) in comparisons.items():
        if name in proven:
            shown = _words(proven[name])
            agrees = None if said is None else normalise(said) == normalise(shown)
            yield ComparedAttribute(name.value, said, shown, agrees)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _words(attribute: Attribute) -> str:
    """Return the value, or what the source says where it cannot be read, e.g. no day of birth."""
    return attribute.raw if attribute.value is None else str(attribute.value)
