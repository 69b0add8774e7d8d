"""The desk where tests sign: everything one verification needs, with one thing bent at a time."""

import base64
import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from identity.adapters.jpki import JpkiProvider, JpkiSettings
from identity.anchors import CertificatePurpose, TrustAnchor
from identity.envelope import AttachmentDigest, Envelope, Purpose, SignedDocument
from identity.matching import ClaimedPerson
from identity.pipeline import Trust
from identity.provider import Answer, VerifiedIdentity
from identity.revocation import list_file_name
from identity.stub.authority import StubAuthority
from identity.stub.issuer import CertificatePlan, StubIssuer

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SUBJECT_KEY = bytes(range(32))


@dataclass
class Shelf:
    """Revocation lists in memory, by file name."""

    lists: dict[str, bytes] = field(default_factory=dict)

    def find_list(self, issuer_sha256: str, partition: x509.Name) -> bytes | None:
        return self.lists.get(list_file_name(issuer_sha256, partition))

    def put(self, anchor: TrustAnchor, partition: x509.Name, der: bytes) -> None:
        self.lists[list_file_name(anchor.fingerprint(), partition)] = der


@dataclass
class Desk:
    """Everything one signing needs; a test bends one thing and lets the provider judge."""

    authority: StubAuthority
    key: rsa.RSAPrivateKey
    plan: CertificatePlan
    answer: Answer
    trust: Trust
    shelf: Shelf

    @property
    def issuer(self) -> StubIssuer:
        return self.authority.issuers[CertificatePurpose.SIGN]

    @property
    def content(self) -> bytes:
        return self.answer.stored_envelope

    def issue(self, **changes: object) -> x509.Certificate:
        return self.issuer.issue(replace(self.plan, **changes))  # type: ignore[arg-type]

    def sign(self, content: bytes | None = None) -> bytes:
        return self.key.sign(content or self.content, padding.PKCS1v15(), hashes.SHA256())

    def submit(
        self, certificate: x509.Certificate | None = None, signature: bytes | None = None
    ) -> VerifiedIdentity:
        """Send a certificate and signature; both are good ones unless given."""
        der = (certificate or self.issue()).public_bytes(Encoding.DER)
        return self.submit_bytes(der, self.sign() if signature is None else signature)

    def submit_bytes(self, der: bytes, signature: bytes) -> VerifiedIdentity:
        fields = post(der, signature)
        return self.provider().verify(replace(self.answer, fields=fields), NOW)

    def fields(self, certificate: x509.Certificate) -> dict[str, str]:
        return post(certificate.public_bytes(Encoding.DER), self.sign())

    def without_extension(self, name: str) -> bytes:
        """Return a certificate that lacks an extension which the stub always writes."""
        parsed = asn1_x509.Certificate.load(self.issue().public_bytes(Encoding.DER))
        body = parsed["tbs_certificate"]
        body["extensions"] = [each for each in body["extensions"] if each["extn_id"].native != name]
        parsed["signature_value"] = self.issuer.key.sign(
            body.dump(force=True), padding.PKCS1v15(), hashes.SHA256()
        )
        return bytes(parsed.dump(force=True))

    @property
    def claimed(self) -> ClaimedPerson:
        assert self.answer.claimed is not None
        return self.answer.claimed

    def provider(self) -> JpkiProvider:
        return JpkiProvider(JpkiSettings(trust=self.trust, subject_key=SUBJECT_KEY))


def post(der: bytes, signature: bytes) -> dict[str, str]:
    """Return the form fields that carry a certificate and a signature."""
    return {
        "certificate": base64.b64encode(der).decode(),
        "signature": base64.b64encode(signature).decode(),
    }


def make_envelope(challenge: str = "challenge-1", **answers: str) -> Envelope:
    photo = hashlib.sha256(b"photo").hexdigest()
    return Envelope(
        municipality="mihon-shi",
        purpose=Purpose.SIGN,
        challenge=challenge,
        statement="上の内容で住民票の写しを申請します。",
        documents=(
            SignedDocument(
                procedure="juminhyo",
                version=3,
                answers={"copies": 2, "applicant_name": "見本　花子", **answers},
                attachments=(AttachmentDigest("identity_photo", "写真.jpg", photo),),
            ),
        ),
    )
