"""The one-time value inside every signed envelope, and what the server remembers of it."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from identity.envelope import Envelope, Purpose
from identity.errors import IdentityRejected
from identity.reasons import ReasonCode, Step

LIFETIME = timedelta(minutes=10)


def new_token() -> str:
    """Return 256 random bits as text; it is signed and shown, the server keeps only its hash."""
    return secrets.token_urlsafe(32)


def token_sha256(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A challenge as stored: bound to a session, a transaction, a purpose and exact bytes."""

    token_sha256: bytes
    session_id: str
    transaction_id: str
    purpose: Purpose
    envelope_sha256: bytes
    expires_at: datetime
    used: bool  #: as read under the lock, before this answer burns it

    @classmethod
    def issue(
        cls, envelope: Envelope, session_id: str, transaction_id: str, now: datetime
    ) -> "Challenge":
        """Bind the envelope's challenge to the session and transaction for ten minutes."""
        return cls(
            token_sha256=token_sha256(envelope.challenge),
            session_id=session_id,
            transaction_id=transaction_id,
            purpose=envelope.purpose,
            envelope_sha256=envelope.sha256(),
            expires_at=now + LIFETIME,
            used=False,
        )

    def belongs_to(self, session_id: str, transaction_id: str) -> bool:
        """Say whether this answer may burn the challenge; a stranger's must leave it untouched."""
        return hmac.compare_digest(
            self.session_id.encode(), session_id.encode()
        ) and hmac.compare_digest(self.transaction_id.encode(), transaction_id.encode())


def check_fresh(challenge: Challenge, received_at: datetime) -> None:
    """Raise IdentityRejected for a challenge that was answered before or has run out."""
    if challenge.used:
        raise IdentityRejected(ReasonCode.CHALLENGE_REPLAYED, Step.CHALLENGE)
    if received_at > challenge.expires_at:
        raise IdentityRejected(ReasonCode.CHALLENGE_EXPIRED, Step.CHALLENGE)


def check_bound(challenge: Challenge, envelope: Envelope, content: bytes) -> None:
    """Raise IdentityRejected unless the challenge was made for these very bytes."""
    bound = (challenge.token_sha256, challenge.purpose, challenge.envelope_sha256)
    found = (
        token_sha256(envelope.challenge),
        envelope.purpose,
        hashlib.sha256(content).digest(),
    )
    if bound != found:
        raise IdentityRejected(ReasonCode.CHALLENGE_BINDING_MISMATCH, Step.CHALLENGE)
