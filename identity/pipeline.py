"""The verification of a signed envelope, step by step, stopping at the first that fails."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from identity.anchors import TrustAnchor, write_anchors
from identity.canonical import CanonicalError
from identity.certificates import (
    check_profile,
    check_strength,
    check_validity,
    find_issuer,
    load_certificate,
)
from identity.challenge import check_bound, check_fresh
from identity.envelope import Envelope, parse_envelope
from identity.errors import IdentityRejected
from identity.holder import Holder, read_holder
from identity.matching import ClaimedPerson, compare
from identity.provider import Answer, Environment
from identity.reasons import ReasonCode, Step
from identity.revocation import RevocationSource, RevocationStatus, check_revocation

VERIFIER = "madoguchi-signature/1"  #: raised whenever a rule of this pipeline changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom this process believes."""

    anchors: tuple[TrustAnchor, ...]
    environment: Environment  #: anchors of any other are known but not believed
    revocation: RevocationSource

    def sha256(self) -> str:
        """Return the hash of what was configured, for the evidence."""
        environment = self.environment.value.encode()
        return hashlib.sha256(environment + b"\0" + write_anchors(self.anchors)).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedContent:
    """A raw signature as it comes from a card: two byte strings and nothing to trust in them."""

    certificate: bytes  #: DER
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedSignature:
    certificate: x509.Certificate
    anchor: TrustAnchor
    algorithm: str
    revocation: RevocationStatus
    holder: Holder
    review: tuple[ReasonCode, ...]
    steps: tuple[Step, ...]


def accept_challenge(answer: Answer) -> None:
    """Steps 1 and 2: the challenge is this session's, unused, fresh and about these bytes.

    Raises IdentityRejected.  The database burns the challenge; its state comes in as a fact, and
    a stranger's answer is turned away before anything is burnt.
    """
    challenge = answer.challenge
    if challenge is None:
        raise IdentityRejected(ReasonCode.CHALLENGE_UNKNOWN, Step.CHALLENGE)
    if not challenge.belongs_to(answer.session_id, answer.transaction_id):
        raise IdentityRejected(ReasonCode.CHALLENGE_BINDING_MISMATCH, Step.OWNER)
    check_fresh(challenge, answer.received_at)
    check_bound(challenge, _parse(answer.stored_envelope), answer.stored_envelope)


def verify_signature(
    answer: Answer, signed: SignedContent, trust: Trust, now: datetime
) -> VerifiedSignature:
    """Steps 3 to 12: the content, the certificate, the signature value and the person.

    The certificate is judged at the moment the answer was received, the freshness of revocation
    data at `now`; the two differ when a pending check is completed later.
    Raises IdentityRejected, or IdentityPending without fresh revocation data.
    """
    check_content(answer)
    certificate = load_certificate(signed.certificate)
    check_strength(certificate, trust.anchors)
    anchor = find_issuer(certificate, trust.anchors, trust.environment)
    check_profile(certificate, anchor)
    check_validity(certificate, anchor, answer.received_at)
    algorithm = _check_value(certificate, anchor, signed.signature, answer.stored_envelope)
    status = check_revocation(certificate, anchor, trust.revocation, answer.received_at, now)
    holder = read_holder(certificate)
    return VerifiedSignature(
        certificate=certificate,
        anchor=anchor,
        algorithm=algorithm,
        revocation=status,
        holder=holder,
        review=compare(holder, answer.claimed or ClaimedPerson()),
        steps=tuple(Step),
    )


def check_content(answer: Answer) -> None:
    """Step 3: what was signed is an envelope and still what the database says.

    Raises IdentityRejected.
    """
    _parse(answer.stored_envelope)
    if not hmac.compare_digest(answer.stored_envelope, answer.rebuilt_envelope):
        raise IdentityRejected(ReasonCode.SIG_CONTENT_DIGEST_MISMATCH, Step.CONTENT)


def _parse(content: bytes) -> Envelope:
    try:
        return parse_envelope(content)
    except CanonicalError as error:
        raise IdentityRejected(ReasonCode.SIG_MALFORMED, Step.CONTENT, str(error)) from error


def _check_value(
    certificate: x509.Certificate, anchor: TrustAnchor, signature: bytes, content: bytes
) -> str:
    key = certificate.public_key()
    algorithm = next((each for each in anchor.algorithms if each.accepts_key(key)), None)
    if algorithm is None:
        raise IdentityRejected(ReasonCode.SIG_ALGORITHM_NOT_ALLOWED, Step.SIGNATURE)
    algorithm.check(key, signature, content)
    return algorithm.name
