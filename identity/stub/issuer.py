"""One certification authority of the stub: issues, revokes and publishes revocation lists.

Built like the real one, under names and policies of its own, so that nothing it makes can be
mistaken for real.  Keys are made at run time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

from identity.anchors import CertificatePurpose, TrustAnchor
from identity.certificates import SIGNING_KEY_USAGE
from identity.provider import Environment
from identity.signature import ALGORITHMS

ORGANISATION = "JPKI-STUB"
PREFECTURE = "Mihon-ken"
CITY = "Mihon-shi"
POLICIES: Mapping[CertificatePurpose, str] = {
    CertificatePurpose.SIGN: "2.25.311860914093171236410987210001.1",
    CertificatePurpose.AUTHENTICATE: "2.25.311860914093171236410987210001.3",
}
LIST_LIFETIME = timedelta(hours=24)

_UNITS: Mapping[CertificatePurpose, str] = {
    CertificatePurpose.SIGN: "JPKI for digital signature",
    CertificatePurpose.AUTHENTICATE: "JPKI for user authentication",
}
_AUTHORITY_PAST = timedelta(days=365 * 8)  #: old enough to have issued cards that have run out
_AUTHORITY_FUTURE = timedelta(days=365 * 10)


def key_usage(
    *, sign: bool = False, commit: bool = False, authority: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign,
        content_commitment=commit,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


USAGES: Mapping[CertificatePurpose, x509.KeyUsage] = {
    CertificatePurpose.SIGN: SIGNING_KEY_USAGE,
    CertificatePurpose.AUTHENTICATE: key_usage(sign=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePlan:
    """What goes into one certificate; tests change single points of it."""

    public_key: rsa.RSAPublicKey
    common_name: str
    not_before: datetime
    not_after: datetime
    usage: x509.KeyUsage
    policies: tuple[str, ...]
    holder: tuple[x509.OtherName, ...] = ()
    extra: tuple[tuple[x509.ExtensionType, bool], ...] = ()  #: extension and whether critical
    city: str = CITY
    digest: hashes.SHA256 | hashes.SHA384 = field(default_factory=hashes.SHA256)


@dataclass(slots=True)
class StubIssuer:
    """An authority with its key and its book of what it issued and revoked."""

    purpose: CertificatePurpose
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    issued: dict[int, str] = field(default_factory=dict)  #: serial number to city
    revoked: dict[int, tuple[datetime, x509.ReasonFlags]] = field(default_factory=dict)

    @classmethod
    def create(cls, purpose: CertificatePurpose, now: datetime) -> "StubIssuer":
        key = new_key()
        return cls(purpose, key, _self_signed(purpose, key, now.replace(microsecond=0)))

    def anchor(self) -> TrustAnchor:
        return TrustAnchor(
            certificate=self.certificate,
            environment=Environment.STUB,
            purpose=self.purpose,
            policies=frozenset({POLICIES[self.purpose]}),
            algorithms=tuple(ALGORITHMS.values()),
        )

    def issue(self, plan: CertificatePlan) -> x509.Certificate:
        serial = x509.random_serial_number()
        builder = (
            x509.CertificateBuilder()
            .subject_name(_subject(self.purpose, plan))
            .issuer_name(self.certificate.subject)
            .public_key(plan.public_key)
            .serial_number(serial)
            .not_valid_before(plan.not_before)
            .not_valid_after(plan.not_after)
        )
        for extension, critical in self._extensions(plan):
            builder = builder.add_extension(extension, critical)
        self.issued[serial] = plan.city
        return builder.sign(self.key, plan.digest)

    def revoke(self, serial: int, reason: x509.ReasonFlags, when: datetime) -> None:
        self.revoked[serial] = (when, reason)

    def partition(self, city: str) -> x509.Name:
        """Return the name of a city's part of the revocation list."""
        return _name(
            (NameOID.COUNTRY_NAME, "JP"),
            (NameOID.ORGANIZATION_NAME, ORGANISATION),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, _UNITS[self.purpose]),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, "CRL Distribution Points"),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, PREFECTURE),
            (NameOID.COMMON_NAME, f"{city} CRLDP"),
        )

    def revocation_list(self, city: str, now: datetime) -> bytes:
        """Return the DER of a city's list, fresh for 24 hours."""
        made = now.replace(microsecond=0)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(made)
            .next_update(made + LIST_LIFETIME)
            .add_extension(x509.CRLNumber(int(made.timestamp())), critical=False)
            .add_extension(_distribution_scope(self.partition(city)), critical=True)
        )
        for serial, (when, reason) in self.revoked.items():
            if self.issued[serial] == city:
                builder = builder.add_revoked_certificate(_entry(serial, when, reason))
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _extensions(self, plan: CertificatePlan) -> list[tuple[x509.ExtensionType, bool]]:
        points = x509.CRLDistributionPoints([_point(self.partition(plan.city))])
        extensions: list[tuple[x509.ExtensionType, bool]] = [
            (plan.usage, True),
            (points, False),
            (x509.SubjectKeyIdentifier.from_public_key(plan.public_key), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False),
        ]
        if plan.policies:
            policies = [
                x509.PolicyInformation(ObjectIdentifier(each), None) for each in plan.policies
            ]
            extensions.append((x509.CertificatePolicies(policies), True))
        if plan.holder:
            extensions.append((x509.SubjectAlternativeName(plan.holder), False))
        return [*extensions, *plan.extra]


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _self_signed(
    purpose: CertificatePurpose, key: rsa.RSAPrivateKey, now: datetime
) -> x509.Certificate:
    name = _authority_name(purpose)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _AUTHORITY_PAST)
        .not_valid_after(now + _AUTHORITY_FUTURE)
        .add_extension(key_usage(authority=True), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.CRLDistributionPoints([_point(name)]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _authority_name(purpose: CertificatePurpose) -> x509.Name:
    return _name(
        (NameOID.COUNTRY_NAME, "JP"),
        (NameOID.ORGANIZATION_NAME, ORGANISATION),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, _UNITS[purpose]),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "Local stub - not issued by J-LIS"),
    )


def _subject(purpose: CertificatePurpose, plan: CertificatePlan) -> x509.Name:
    place = [(NameOID.LOCALITY_NAME, PREFECTURE), (NameOID.LOCALITY_NAME, plan.city)]
    return _name(
        (NameOID.COUNTRY_NAME, "JP"),
        *(place if purpose is CertificatePurpose.SIGN else []),
        (NameOID.COMMON_NAME, plan.common_name),
    )


def _name(*parts: tuple[ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _point(name: x509.Name) -> x509.DistributionPoint:
    return x509.DistributionPoint([x509.DirectoryName(name)], None, None, None)


def _distribution_scope(partition: x509.Name) -> x509.IssuingDistributionPoint:
    return x509.IssuingDistributionPoint(
        full_name=[x509.DirectoryName(partition)],
        relative_name=None,
        only_contains_user_certs=True,
        only_contains_ca_certs=False,
        only_some_reasons=None,
        indirect_crl=False,
        only_contains_attribute_certs=False,
    )


def _entry(serial: int, when: datetime, reason: x509.ReasonFlags) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(serial)
        .revocation_date(when)
        .add_extension(x509.CRLReason(reason), critical=False)
        .build()
    )
