"""Whether a certificate was revoked, read from the authority's list.  No answer is never "no"."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from cryptography import x509

from identity.anchors import TrustAnchor
from identity.errors import IdentityPending, IdentityRejected
from identity.reasons import ReasonCode, Step

CLOCK_SKEW = timedelta(minutes=5)

_UNDERSTOOD = frozenset(
    {x509.CRLNumber.oid, x509.IssuingDistributionPoint.oid, x509.AuthorityKeyIdentifier.oid}
)
_UNREADABLE = (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)


class RevocationSource(Protocol):
    """Where revocation lists come from.

    They are given to notified verifiers only (公的個人認証法 17条1項), so every municipality
    connects in its own way.
    """

    def find_list(self, issuer_sha256: str, partition: x509.Name) -> bytes | None:
        """Return the DER of the newest list of one partition; None when it cannot be had."""
        ...


def list_file_name(issuer_sha256: str, partition: x509.Name) -> str:
    """Return the file name of a partition's list; names of authorities make poor file names."""
    digest = hashlib.sha256(issuer_sha256.encode() + b"\0" + partition.public_bytes())
    return f"{digest.hexdigest()}.crl"


@dataclass(frozen=True, slots=True)
class RevocationStatus:
    """Proof that a certificate was not revoked."""

    revocation_list: bytes
    made_at: datetime


def check_revocation(
    certificate: x509.Certificate,
    anchor: TrustAnchor,
    source: RevocationSource,
    moment: datetime,
    now: datetime,
) -> RevocationStatus:
    """Return the proof that the certificate was not revoked at `moment`.

    `now` judges whether the list is fresh.  Every reason counts, a hold too: the authority never
    lifts one.  Raises IdentityPending without a fresh list, IdentityRejected for a revoked
    certificate and for a list that is forged or of another partition.
    """
    partitions = _partitions(certificate)
    der = _fetch(source, anchor, partitions)
    crl = _load(der)
    _check_signature(crl, anchor)
    _check_scope(crl, partitions)
    _check_freshness(crl, now)
    entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is not None and entry.revocation_date_utc <= moment + CLOCK_SKEW:
        raise IdentityRejected(ReasonCode.REV_REVOKED, Step.REVOCATION)
    return RevocationStatus(der, crl.last_update_utc)


def _partitions(certificate: x509.Certificate) -> tuple[x509.Name, ...]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        raise IdentityRejected(
            ReasonCode.REV_SCOPE_MISMATCH, Step.REVOCATION, "the certificate names no list"
        ) from None
    return tuple(name for point in points for name in _directory_names(point.full_name))


def _fetch(
    source: RevocationSource, anchor: TrustAnchor, partitions: tuple[x509.Name, ...]
) -> bytes:
    for partition in partitions:
        der = source.find_list(anchor.fingerprint(), partition)
        if der is not None:
            return der
    raise IdentityPending(ReasonCode.REV_UNAVAILABLE, Step.REVOCATION)


def _load(der: bytes) -> x509.CertificateRevocationList:
    try:
        crl = x509.load_der_x509_crl(der)
        list(crl.extensions)
    except _UNREADABLE as error:
        raise IdentityRejected(
            ReasonCode.REV_SIGNATURE_INVALID, Step.REVOCATION, "unreadable list"
        ) from error
    return crl


def _check_signature(crl: x509.CertificateRevocationList, anchor: TrustAnchor) -> None:
    key = anchor.certificate.public_key()
    trusted = crl.issuer == anchor.certificate.subject and any(
        algorithm.made(crl) and algorithm.accepts_key(key) for algorithm in anchor.algorithms
    )
    if not trusted or not crl.is_signature_valid(key):  # type: ignore[arg-type]
        raise IdentityRejected(ReasonCode.REV_SIGNATURE_INVALID, Step.REVOCATION)


def _check_scope(crl: x509.CertificateRevocationList, partitions: tuple[x509.Name, ...]) -> None:
    unknown = [each for each in crl.extensions if each.critical and each.oid not in _UNDERSTOOD]
    if unknown or not _covers(crl, partitions):
        raise IdentityRejected(ReasonCode.REV_SCOPE_MISMATCH, Step.REVOCATION)


def _covers(crl: x509.CertificateRevocationList, partitions: tuple[x509.Name, ...]) -> bool:
    try:
        point = crl.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        return False
    narrowed = point.only_contains_ca_certs or point.only_contains_attribute_certs
    if narrowed or point.only_some_reasons or point.indirect_crl:
        return False
    return not set(partitions).isdisjoint(_directory_names(point.full_name))


def _check_freshness(crl: x509.CertificateRevocationList, now: datetime) -> None:
    until = crl.next_update_utc
    if until is None or not crl.last_update_utc - CLOCK_SKEW <= now <= until:
        raise IdentityPending(ReasonCode.REV_STALE, Step.REVOCATION)


def _directory_names(names: Iterable[x509.GeneralName] | None) -> list[x509.Name]:
    return [name.value for name in names or () if isinstance(name, x509.DirectoryName)]
