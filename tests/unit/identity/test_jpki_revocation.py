"""Step 10: revoked, not revoked, and not known.  Only the second one passes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from identity.anchors import CertificatePurpose
from identity.errors import IdentityPending, IdentityRejected
from identity.reasons import ReasonCode, Step
from identity.stub.issuer import CITY, StubIssuer
from tests.unit.identity.desk import NOW, Desk

PutList = Callable[[bytes], None]


def refusal_of(submit: Callable[[], object]) -> ReasonCode:
    with pytest.raises(IdentityRejected) as refusal:
        submit()
    assert refusal.value.step is Step.REVOCATION
    return refusal.value.code


def pending_reason(submit: Callable[[], object]) -> ReasonCode:
    with pytest.raises(IdentityPending) as pending:
        submit()
    assert pending.value.step is Step.REVOCATION
    return pending.value.code


def make_list(
    desk: Desk,
    *extensions: tuple[x509.ExtensionType, bool],
    key: rsa.RSAPrivateKey | None = None,
    digest: hashes.SHA256 | hashes.SHA384 | None = None,
) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(desk.issuer.certificate.subject)
        .last_update(NOW)
        .next_update(NOW + timedelta(hours=1))
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    made = builder.sign(key or desk.issuer.key, digest or hashes.SHA256())
    return made.public_bytes(Encoding.DER)


def scope(
    names: Sequence[x509.Name],
    *,
    only_authorities: bool = False,
    reasons: frozenset[x509.ReasonFlags] | None = None,
) -> tuple[x509.ExtensionType, bool]:
    point = x509.IssuingDistributionPoint(
        full_name=[x509.DirectoryName(name) for name in names] or None,
        relative_name=None,
        only_contains_user_certs=False,
        only_contains_ca_certs=only_authorities,
        only_some_reasons=reasons,
        indirect_crl=False,
        only_contains_attribute_certs=False,
    )
    return point, True


@pytest.mark.parametrize(
    "reason",
    [
        x509.ReasonFlags.affiliation_changed,
        x509.ReasonFlags.key_compromise,
        x509.ReasonFlags.certificate_hold,
    ],
)
def test_revoked_certificate_is_refused_for_every_reason(
    desk: Desk, put_list: PutList, reason: x509.ReasonFlags
) -> None:
    certificate = desk.issue()
    desk.issuer.revoke(certificate.serial_number, reason, NOW - timedelta(days=1))
    put_list(desk.issuer.revocation_list(CITY, NOW))
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.REV_REVOKED


def test_somebody_elses_revocation_does_no_harm(desk: Desk, put_list: PutList) -> None:
    other = desk.issue().serial_number
    desk.issuer.revoke(other, x509.ReasonFlags.superseded, NOW)
    put_list(desk.issuer.revocation_list(CITY, NOW))
    assert desk.submit().review == ()


def test_missing_list_leaves_the_check_pending(desk: Desk) -> None:
    desk.shelf.lists.clear()
    assert pending_reason(desk.submit) is ReasonCode.REV_UNAVAILABLE


@pytest.mark.parametrize("age", [timedelta(hours=24, seconds=1), timedelta(minutes=-6)])
def test_list_that_is_not_current_leaves_the_check_pending(
    desk: Desk, put_list: PutList, age: timedelta
) -> None:
    put_list(desk.issuer.revocation_list(CITY, NOW - age))
    assert pending_reason(desk.submit) is ReasonCode.REV_STALE


def test_pending_check_passes_once_the_list_arrives(desk: Desk, put_list: PutList) -> None:
    certificate, later = desk.issue(), NOW + timedelta(days=3)
    answer = replace(desk.answer, fields=desk.fields(certificate))
    put_list(desk.issuer.revocation_list(CITY, later))
    verified = desk.provider().complete(answer, later)
    assert verified.authenticated_at == NOW
    assert verified.evidence.decided_at == later


def test_certificate_that_ran_out_while_pending_still_counts(desk: Desk, put_list: PutList) -> None:
    certificate, later = desk.issue(not_after=NOW + timedelta(hours=1)), NOW + timedelta(days=3)
    answer = replace(desk.answer, fields=desk.fields(certificate))
    put_list(desk.issuer.revocation_list(CITY, later))
    assert desk.provider().complete(answer, later).authenticated_at == NOW


@pytest.mark.parametrize(
    ("revoked_after_signing", "passes"),
    [(timedelta(days=1), True), (timedelta(0), False), (timedelta(days=-1), False)],
)
def test_revocation_counts_only_if_it_was_before_the_signature(
    desk: Desk, put_list: PutList, revoked_after_signing: timedelta, passes: bool
) -> None:
    certificate, later = desk.issue(), NOW + timedelta(days=3)
    reason = x509.ReasonFlags.affiliation_changed
    desk.issuer.revoke(certificate.serial_number, reason, NOW + revoked_after_signing)
    put_list(desk.issuer.revocation_list(CITY, later))
    answer = replace(desk.answer, fields=desk.fields(certificate))
    if passes:
        assert desk.provider().complete(answer, later).review == ()
    else:
        code = refusal_of(lambda: desk.provider().complete(answer, later))
        assert code is ReasonCode.REV_REVOKED


def test_forged_list_is_refused(desk: Desk, put_list: PutList) -> None:
    here = scope([desk.issuer.partition(CITY)])
    put_list(make_list(desk, here, key=desk.key))
    assert refusal_of(desk.submit) is ReasonCode.REV_SIGNATURE_INVALID


def test_list_of_a_rogue_authority_of_the_same_name_is_refused(
    desk: Desk, put_list: PutList
) -> None:
    rogue = StubIssuer.create(CertificatePurpose.SIGN, NOW)
    put_list(rogue.revocation_list(CITY, NOW))
    assert refusal_of(desk.submit) is ReasonCode.REV_SIGNATURE_INVALID


def test_list_of_the_other_authority_is_refused(desk: Desk, put_list: PutList) -> None:
    other = desk.authority.issuers[CertificatePurpose.AUTHENTICATE]
    put_list(other.revocation_list(CITY, NOW))
    assert refusal_of(desk.submit) is ReasonCode.REV_SIGNATURE_INVALID


def test_list_signed_with_an_algorithm_we_do_not_use_is_refused(
    desk: Desk, put_list: PutList
) -> None:
    put_list(make_list(desk, scope([desk.issuer.partition(CITY)]), digest=hashes.SHA384()))
    assert refusal_of(desk.submit) is ReasonCode.REV_SIGNATURE_INVALID


def test_unreadable_list_is_refused(desk: Desk, put_list: PutList) -> None:
    put_list(desk.issuer.revocation_list(CITY, NOW)[:-7])
    assert refusal_of(desk.submit) is ReasonCode.REV_SIGNATURE_INVALID


def test_list_of_another_city_is_refused(desk: Desk, put_list: PutList) -> None:
    put_list(desk.issuer.revocation_list("Tonari-shi", NOW))
    assert refusal_of(desk.submit) is ReasonCode.REV_SCOPE_MISMATCH


def test_list_of_a_city_leaves_out_the_neighbours(desk: Desk) -> None:
    neighbour = desk.issue(city="Tonari-shi").serial_number
    desk.issuer.revoke(neighbour, x509.ReasonFlags.superseded, NOW)
    ours = x509.load_der_x509_crl(desk.issuer.revocation_list(CITY, NOW))
    theirs = x509.load_der_x509_crl(desk.issuer.revocation_list("Tonari-shi", NOW))
    assert ours.get_revoked_certificate_by_serial_number(neighbour) is None
    assert theirs.get_revoked_certificate_by_serial_number(neighbour) is not None


def test_list_that_leaves_certificates_out_is_refused(desk: Desk, put_list: PutList) -> None:
    here = [desk.issuer.partition(CITY)]
    few = frozenset({x509.ReasonFlags.key_compromise})
    for narrowed in (scope(here, only_authorities=True), scope(here, reasons=few)):
        put_list(make_list(desk, narrowed))
        assert refusal_of(desk.submit) is ReasonCode.REV_SCOPE_MISMATCH


def test_list_without_a_partition_is_refused(desk: Desk, put_list: PutList) -> None:
    put_list(make_list(desk))
    assert refusal_of(desk.submit) is ReasonCode.REV_SCOPE_MISMATCH


def test_list_of_changes_alone_is_refused(desk: Desk, put_list: PutList) -> None:
    changes = (x509.DeltaCRLIndicator(1), True)
    put_list(make_list(desk, scope([desk.issuer.partition(CITY)]), changes))
    assert refusal_of(desk.submit) is ReasonCode.REV_SCOPE_MISMATCH


def test_certificate_that_names_no_list_is_refused(desk: Desk) -> None:
    der = desk.without_extension("crl_distribution_points")
    code = refusal_of(lambda: desk.submit_bytes(der, desk.sign()))
    assert code is ReasonCode.REV_SCOPE_MISMATCH
