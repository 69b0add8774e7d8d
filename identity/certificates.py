"""The checks of a signer's certificate: strength, issuer, profile and validity.

Chains have one level: the authority issues people's certificates itself.  Source: the certificate
profile of the public personal authentication service (JPKI) as read from its test cards.
"""

from collections.abc import Iterable
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from identity.anchors import CertificatePurpose, TrustAnchor
from identity.errors import IdentityRejected
from identity.provider import Environment
from identity.reasons import ReasonCode, Step

SIGNING_KEY_USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)

#: Critical extensions this verifier understands; any other makes a certificate unusable (RFC 5280).
UNDERSTOOD = frozenset(
    {
        x509.KeyUsage.oid,
        x509.BasicConstraints.oid,
        x509.CertificatePolicies.oid,
    }
)

_UNREADABLE = (
    ValueError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


def load_certificate(der: bytes) -> x509.Certificate:
    """Read a certificate with its key and extensions.  Raises IdentityRejected if that fails."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        certificate.public_key()
        list(certificate.extensions)
    except _UNREADABLE as error:
        raise IdentityRejected(ReasonCode.CERT_MALFORMED, Step.CERTIFICATE, str(error)) from error
    return certificate


def check_strength(certificate: x509.Certificate, anchors: Iterable[TrustAnchor]) -> None:
    """Refuse keys and certificate signatures that none of our authorities may use."""
    algorithms = {algorithm for anchor in anchors for algorithm in anchor.algorithms}
    if not any(algorithm.accepts_key(certificate.public_key()) for algorithm in algorithms):
        raise IdentityRejected(ReasonCode.CERT_KEY_TOO_WEAK, Step.CERTIFICATE)
    if not any(algorithm.made(certificate) for algorithm in algorithms):
        raise IdentityRejected(ReasonCode.CERT_SIGNATURE_ALGORITHM, Step.CERTIFICATE)


def find_issuer(
    certificate: x509.Certificate,
    anchors: Iterable[TrustAnchor],
    environment: Environment,
) -> TrustAnchor:
    """Return the authority that issued a certificate for signing.

    All generations of the authority share one name, so the name only narrows the search and the
    signature decides.
    """
    anchor = next((each for each in anchors if _issued(certificate, each)), None)
    if anchor is None:
        raise IdentityRejected(
            ReasonCode.CERT_UNTRUSTED_ISSUER, Step.ISSUER, certificate.issuer.rfc4514_string()
        )
    if anchor.environment is not environment:
        raise IdentityRejected(
            ReasonCode.CERT_TRUST_ENVIRONMENT, Step.ISSUER, anchor.environment.value
        )
    if anchor.purpose is not CertificatePurpose.SIGN:
        raise IdentityRejected(ReasonCode.CERT_WRONG_PURPOSE, Step.ISSUER, anchor.purpose.value)
    return anchor


def check_profile(certificate: x509.Certificate, anchor: TrustAnchor) -> None:
    """Refuse what is not exactly a person's certificate for signing."""
    for extension in certificate.extensions:
        if extension.critical and extension.oid not in UNDERSTOOD:
            raise IdentityRejected(
                ReasonCode.CERT_UNKNOWN_CRITICAL_EXTENSION,
                Step.PROFILE,
                extension.oid.dotted_string,
            )
    if _is_authority(certificate):
        raise IdentityRejected(ReasonCode.CERT_IS_CA, Step.PROFILE)
    if _key_usage(certificate) != SIGNING_KEY_USAGE:
        raise IdentityRejected(ReasonCode.CERT_KEY_USAGE, Step.PROFILE)
    policies = _policies(certificate)
    if len(policies) != 1 or not anchor.policies.issuperset(policies):
        raise IdentityRejected(ReasonCode.CERT_POLICY, Step.PROFILE, ", ".join(policies))


def check_validity(certificate: x509.Certificate, anchor: TrustAnchor, moment: datetime) -> None:
    """Refuse a certificate, or one of an authority, outside its period at the given moment."""
    for each in (certificate, anchor.certificate):
        if moment < each.not_valid_before_utc:
            raise IdentityRejected(ReasonCode.CERT_NOT_YET_VALID, Step.VALIDITY)
        if moment > each.not_valid_after_utc:
            raise IdentityRejected(ReasonCode.CERT_EXPIRED, Step.VALIDITY)


def _issued(certificate: x509.Certificate, anchor: TrustAnchor) -> bool:
    if not any(algorithm.made(certificate) for algorithm in anchor.algorithms):
        return False
    try:
        certificate.verify_directly_issued_by(anchor.certificate)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _key_usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


def _policies(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(policy.policy_identifier.dotted_string for policy in found)
