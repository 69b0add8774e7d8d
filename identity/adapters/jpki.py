"""The My Number card's certificate for signing (署名用電子証明書), verified by ourselves.

Built to the published structure and exercised with stub cards only; no real card and no revocation
data of J-LIS has been used with it.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding

from identity.errors import IdentityRejected, TrustConfigurationError
from identity.holder import Holder
from identity.levels import Aal, Assurance, Ial
from identity.pipeline import (
    VERIFIER,
    SignedContent,
    Trust,
    VerifiedSignature,
    accept_challenge,
    verify_signature,
)
from identity.provider import (
    Answer,
    Attribute,
    AttributeName,
    ChallengeForm,
    Evidence,
    SignatureEvidence,
    StartContext,
    StartResult,
    VerifiedIdentity,
)
from identity.reasons import ReasonCode, Step

CERTIFICATE_FIELD = "certificate"
SIGNATURE_FIELD = "signature"
SUBJECT_KEY_BYTES = 32

#: Suggested by the guideline's table, which has not been checked; a setting.
DEFAULT_ASSURANCE = Assurance(Ial.L3, Aal.L3)


@dataclass(frozen=True, slots=True, kw_only=True)
class JpkiSettings:
    trust: Trust
    subject_key: bytes  #: 32 bytes, the municipality's own: pseudonyms cannot be joined elsewhere
    signing_site: str | None = None  #: where a browser without card reader software signs
    assurance: Assurance = DEFAULT_ASSURANCE

    def __post_init__(self) -> None:
        if len(self.subject_key) != SUBJECT_KEY_BYTES:
            raise TrustConfigurationError(f"the subject key must have {SUBJECT_KEY_BYTES} bytes")


class JpkiProvider:
    """Takes a raw PKCS#1 v1.5 signature over the envelope, and the certificate, in one answer."""

    name = "jpki"

    def __init__(self, settings: JpkiSettings) -> None:
        self.environment = settings.trust.environment
        self._settings = settings

    def start(self, context: StartContext) -> StartResult:
        return StartResult(
            ChallengeForm(
                fields=(CERTIFICATE_FIELD, SIGNATURE_FIELD),
                content=context.envelope,
                signing_site=self._settings.signing_site,
            )
        )

    def verify(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        accept_challenge(answer)
        return self.complete(answer, now)

    def complete(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        """Judge an answer whose challenge was accepted when it came in.

        Raises IdentityRejected, or IdentityPending while there is no fresh revocation data.
        """
        signed = SignedContent(
            certificate=_decode(answer.fields, CERTIFICATE_FIELD),
            signature=_decode(answer.fields, SIGNATURE_FIELD),
        )
        verified = verify_signature(answer, signed, self._settings.trust, now)
        return VerifiedIdentity(
            provider=self.name,
            environment=verified.anchor.environment,
            subject=self._subject(verified),
            ial=self._settings.assurance.ial,
            aal=self._settings.assurance.aal,
            attributes=_attributes(verified.holder),
            evidence=self._evidence(answer, verified, now),
            authenticated_at=answer.received_at,
            signature=_signature_evidence(answer, signed, verified),
            review=verified.review,
        )

    def _subject(self, verified: VerifiedSignature) -> str:
        source = f"{verified.anchor.fingerprint()}:{verified.certificate.serial_number:x}"
        return hmac.new(self._settings.subject_key, source.encode(), hashlib.sha256).hexdigest()

    def _evidence(self, answer: Answer, verified: VerifiedSignature, now: datetime) -> Evidence:
        return Evidence(
            verifier=VERIFIER,
            configuration_sha256=self._settings.trust.sha256(),
            steps=tuple(step.value for step in verified.steps),
            received_at=answer.received_at,
            decided_at=now,
        )


def _decode(fields: Mapping[str, str], name: str) -> bytes:
    try:
        return base64.b64decode(fields[name], validate=True)
    except (KeyError, ValueError, binascii.Error) as error:
        raise IdentityRejected(
            ReasonCode.SIG_MALFORMED, Step.STRUCTURE, f"{name} is not base64"
        ) from error


def _signature_evidence(
    answer: Answer, signed: SignedContent, verified: VerifiedSignature
) -> SignatureEvidence:
    return SignatureEvidence(
        content=answer.stored_envelope,
        signature=signed.signature,
        certificate=verified.certificate.public_bytes(Encoding.DER),
        issuer_sha256=verified.anchor.fingerprint(),
        algorithm=verified.algorithm,
        revocation_list=verified.revocation.revocation_list,
        revocation_list_made_at=verified.revocation.made_at,
    )


def _attributes(holder: Holder) -> dict[AttributeName, Attribute]:
    source = JpkiProvider.name
    born = holder.birth_date
    return {
        AttributeName.NAME: Attribute(holder.name, holder.name, source, holder.name_substitutes),
        AttributeName.BIRTH_DATE: Attribute(born.day, born.raw, source),
        AttributeName.SEX: Attribute(holder.sex, holder.sex, source),
        AttributeName.ADDRESS: Attribute(
            holder.address, holder.address, source, holder.address_substitutes
        ),
    }
