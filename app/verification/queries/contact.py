"""Whether mail arrives at a filing's address; and, for the demonstration, the codes themselves."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.db import reading
from app.core.errors import NotFound
from app.procedures import queries as procedures
from app.procedures.queries import Published
from app.submissions.models import Submission
from app.submissions.queries import readable
from app.verification import documents, records
from app.verification.models import IdentityCheck
from app.verification.service.contact import PROVIDER
from identity.provider import AttributeName
from identity.record import read_record
from identity.states import CheckState

CODES_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """The address of a filing: whether it is confirmed, or a code waits to be typed."""

    published: Published
    address: str
    is_confirmed: bool
    code_sent: bool


@dataclass(frozen=True, slots=True)
class SentCode:
    """A message with a code, as the demonstration's mailbox shows it."""

    to: str
    subject: str
    body: str
    at: datetime

    @property
    def links(self) -> list[str]:
        return re.findall(r"https?://\S+", self.body)


def contact_view(reference: str, token: str | None) -> ContactView:
    """Raises NotFound, also where there is no address to confirm."""
    with reading() as session:
        submission = readable(session, reference, token)
        address = documents.contact_address(session, submission)
        if not address:
            raise NotFound(f"contact of {reference}")
        newest = _newest(session, submission.id)
        return ContactView(
            published=procedures.version(submission.version_id),
            address=address,
            is_confirmed=_confirmed(session, submission.id) == address,
            code_sent=newest is not None and newest.state == CheckState.STARTED,
        )


def may_confirm(submission_id: int) -> bool:
    """Say whether a filing has an address that nobody has confirmed yet."""
    with reading() as session:
        submission = session.get_one(Submission, submission_id)
        address = documents.contact_address(session, submission)
        return bool(address) and _confirmed(session, submission_id) != address


def sent_codes() -> list[SentCode]:
    """Return the messages whose codes still wait to be typed; only the demonstration asks."""
    with reading() as session:
        checks = session.scalars(
            select(IdentityCheck)
            .where(IdentityCheck.provider == PROVIDER, IdentityCheck.state == CheckState.STARTED)
            .order_by(IdentityCheck.started_at.desc())
            .limit(CODES_SHOWN)
        ).all()
        kept = [(check, records.read_kept(session, check).message) for check in checks]
        return [
            SentCode(message["to"], message["subject"], message["body"], check.started_at)
            for check, message in kept
            if message is not None
        ]


def _newest(session: Session, submission_id: int) -> IdentityCheck | None:
    return session.scalars(
        select(IdentityCheck)
        .where(IdentityCheck.submission_id == submission_id, IdentityCheck.provider == PROVIDER)
        .order_by(IdentityCheck.started_at.desc())
        .limit(1)
    ).one_or_none()


def _confirmed(session: Session, submission_id: int) -> str | None:
    """Return the address that was confirmed last, which a correction may have changed since."""
    check_id = session.scalar(
        select(IdentityCheck.id)
        .where(
            IdentityCheck.submission_id == submission_id,
            IdentityCheck.provider == PROVIDER,
            IdentityCheck.state == CheckState.VERIFIED,
        )
        .order_by(IdentityCheck.started_at.desc())
        .limit(1)
    )
    evidence = None if check_id is None else records.read_evidence(session, check_id)
    if evidence is None:
        return None
    return read_record(evidence).attributes[AttributeName.EMAIL].raw
