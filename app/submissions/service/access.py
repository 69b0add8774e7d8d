"""Who may see a filing from the citizen's side.  Decided in one function: `held`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import clock, ids
from app.core.actor import CITIZEN
from app.core.db import transaction
from app.core.errors import NotFound, TooMany
from app.core.trail import Trace, record
from app.submissions.models import (
    AccessLink,
    CitizenGrant,
    CitizenSession,
    CodeFailure,
    Submission,
)
from app.submissions.reference import code_matches
from app.submissions.service.door import lock_submission

#: A browser that typed reference and code; short, because the machine may be in a library.
GRANT_HOURS = 12
CODE_TRIES_AN_HOUR = 10


@dataclass(frozen=True, slots=True)
class Opened:
    """A browser's secret, and the filing it may now see."""

    token: str
    reference: str


def held(session: Session, reference: str, token: str | None) -> Submission:
    """Return the filing, locked, if the browser with this token may see it.

    Raises NotFound, for an unknown reference and for a foreign one alike.
    """
    submission = lock_submission(session, reference)
    if submission is None or not has_grant(session, submission.id, token):
        raise NotFound(f"submission {reference}")
    return submission


def has_grant(session: Session, submission_id: int, token: str | None) -> bool:
    if not token:
        return False
    found = session.scalar(
        select(CitizenGrant.until)
        .join(CitizenSession, CitizenSession.id == CitizenGrant.session_id)
        .where(
            CitizenSession.token_hash == ids.token_hash(token),
            CitizenSession.revoked_at.is_(None),
            CitizenGrant.submission_id == submission_id,
            CitizenGrant.until > clock.now(),
        )
    )
    return found is not None


def grant(session: Session, token: str | None, submission_id: int, until: datetime) -> str:
    """Let a browser see a filing, under a new secret, which is returned.

    It sees what the secret before saw too.  Whoever planted or copied that one sees nothing new.
    """
    secret = ids.new_token()
    row = CitizenSession(token_hash=ids.token_hash(secret), created_at=clock.now(), revoked_at=None)
    session.add(row)
    session.flush()
    seen = _grants_of(session, token)
    seen[submission_id] = max(seen.get(submission_id, until), until)
    session.add_all(
        CitizenGrant(session_id=row.id, submission_id=each, until=end) for each, end in seen.items()
    )
    return secret


def prolong(session: Session, token: str | None, submission_id: int, until: datetime) -> None:
    """Let a browser that holds a filing see it until then, under the secret it has."""
    row = _session_of(session, token)
    known = session.get(CitizenGrant, (row.id, submission_id)) if row is not None else None
    if known is not None:
        known.until = max(known.until, until)


def _grants_of(session: Session, token: str | None) -> dict[int, datetime]:
    row = _session_of(session, token)
    if row is None:
        return {}
    grants = session.scalars(
        select(CitizenGrant).where(
            CitizenGrant.session_id == row.id, CitizenGrant.until > clock.now()
        )
    )
    return {each.submission_id: each.until for each in grants}


def _session_of(session: Session, token: str | None) -> CitizenSession | None:
    if not token:
        return None
    return session.scalars(
        select(CitizenSession).where(
            CitizenSession.token_hash == ids.token_hash(token),
            CitizenSession.revoked_at.is_(None),
        )
    ).one_or_none()


def make_link(session: Session, submission: Submission) -> str:
    """Return the token of a new secret link to a filing."""
    token = ids.new_token()
    session.add(
        AccessLink(
            token_hash=ids.token_hash(token),
            submission_id=submission.id,
            created_at=clock.now(),
            revoked_at=None,
        )
    )
    return token


def open_link(link_token: str, token: str | None) -> Opened:
    """Let a browser in by a secret link.  Raises NotFound."""
    with transaction() as session:
        link = session.get(AccessLink, ids.token_hash(link_token))
        if link is None or link.revoked_at is not None:
            raise NotFound("link")
        submission = session.get_one(Submission, link.submission_id)
        until = clock.now() + timedelta(hours=GRANT_HOURS)
        record(session, Trace(CITIZEN, "submission.link_opened", f"submission:{submission.id}"))
        return Opened(grant(session, token, submission.id, until), submission.reference)


def open_by_code(reference: str, code: str, token: str | None) -> Opened:
    """Let a browser in by reference and code, however they are typed.

    Raises NotFound for an unknown reference and a wrong code alike, TooMany after ten wrong codes
    for one reference in an hour, whether that reference exists or not.
    """
    typed = ids.as_typed(reference)
    with transaction() as session:
        # The filing's lock comes first: many tries at the same moment are counted one by one.
        submission = lock_submission(session, typed)
        _refuse_after_many_failures(session, typed)
        if submission is not None and _code_opens(submission, code):
            until = clock.now() + timedelta(hours=GRANT_HOURS)
            record(session, Trace(CITIZEN, "submission.code_typed", f"submission:{submission.id}"))
            return Opened(grant(session, token, submission.id, until), typed)
        session.add(CodeFailure(reference_hash=ids.token_hash(typed), at=clock.now()))
    raise NotFound(f"code for {typed}")


def _code_opens(submission: Submission, code: str) -> bool:
    is_filed = submission.filed_at is not None
    return is_filed and code_matches(submission.reference, submission.code_version, code)


def _refuse_after_many_failures(session: Session, reference: str) -> None:
    recent = session.scalar(
        select(func.count())
        .select_from(CodeFailure)
        .where(
            CodeFailure.reference_hash == ids.token_hash(reference),
            CodeFailure.at > clock.now() - timedelta(hours=1),
        )
    )
    if (recent or 0) >= CODE_TRIES_AN_HOUR:
        raise TooMany("codes")


def forget_browser(token: str | None) -> None:
    """End a browser's session: what it could see it sees no more."""
    with transaction() as session:
        row = _session_of(session, token)
        if row is not None:
            row.revoked_at = clock.now()
