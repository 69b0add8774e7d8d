"""Steps 4 to 9: which certificates may sign, and what a signature must look like."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import NoDigestInfo
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ObjectIdentifier

from identity.adapters.jpki import JpkiSettings
from identity.anchors import CertificatePurpose
from identity.certificates import check_strength
from identity.envelope import Purpose
from identity.errors import IdentityRejected, TrustConfigurationError
from identity.provider import ChallengeForm, Environment, StartContext
from identity.reasons import ReasonCode
from identity.signature import ALGORITHMS
from identity.stub.issuer import POLICIES, USAGES, StubIssuer, key_usage
from tests.unit.identity.desk import NOW, Desk

REAL_POLICY = "1.2.392.200149.8.5.1.1.20"


def refusal_of(submit: Callable[[], object]) -> ReasonCode:
    with pytest.raises(IdentityRejected) as refusal:
        submit()
    return refusal.value.code


def sha1_certificate(desk: Desk) -> bytes:
    """Return a certificate with a valid SHA-1 signature, which no library of ours makes."""
    parsed = asn1_x509.Certificate.load(desk.issue().public_bytes(Encoding.DER))
    for place in (parsed["tbs_certificate"]["signature"], parsed["signature_algorithm"]):
        place["algorithm"] = "sha1_rsa"
    content = parsed["tbs_certificate"].dump(force=True)
    parsed["signature_value"] = desk.issuer.key.sign(
        content,
        padding.PKCS1v15(),
        hashes.SHA1(),  # noqa: S303
    )
    return bytes(parsed.dump(force=True))


def test_certificate_for_authentication_cannot_sign(desk: Desk) -> None:
    purpose = CertificatePurpose.AUTHENTICATE
    plan = replace(desk.plan, usage=USAGES[purpose], policies=(POLICIES[purpose],), holder=())
    certificate = desk.authority.issuers[purpose].issue(plan)
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.CERT_WRONG_PURPOSE


def test_rogue_authority_of_the_same_name_is_not_believed(desk: Desk) -> None:
    rogue = StubIssuer.create(CertificatePurpose.SIGN, NOW)
    certificate = rogue.issue(desk.plan)
    assert certificate.issuer == desk.issuer.certificate.subject
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.CERT_UNTRUSTED_ISSUER


def test_newer_authority_of_the_same_name_is_found_by_its_signature(desk: Desk) -> None:
    newer = StubIssuer.create(CertificatePurpose.SIGN, NOW).anchor()
    desk.trust = replace(desk.trust, anchors=(newer, *desk.trust.anchors))
    verified = desk.submit()
    assert verified.signature is not None
    assert verified.signature.issuer_sha256 == desk.issuer.anchor().fingerprint()


def test_stub_authority_is_refused_where_only_production_counts(desk: Desk) -> None:
    desk.trust = replace(desk.trust, environment=Environment.PRODUCTION)
    assert refusal_of(desk.submit) is ReasonCode.CERT_TRUST_ENVIRONMENT


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (NOW - timedelta(days=9), NOW - timedelta(seconds=1), ReasonCode.CERT_EXPIRED),
        (NOW + timedelta(seconds=1), NOW + timedelta(days=9), ReasonCode.CERT_NOT_YET_VALID),
    ],
)
def test_certificate_outside_its_period_is_refused(
    desk: Desk, start: datetime, end: datetime, code: ReasonCode
) -> None:
    certificate = desk.issue(not_before=start, not_after=end)
    assert refusal_of(lambda: desk.submit(certificate)) is code


@pytest.mark.parametrize(
    "policies",
    [(), (REAL_POLICY,), (POLICIES[CertificatePurpose.SIGN], REAL_POLICY)],
    ids=["none", "another", "two"],
)
def test_certificate_needs_exactly_one_policy_of_its_authority(
    desk: Desk, policies: tuple[str, ...]
) -> None:
    certificate = desk.issue(policies=policies)
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.CERT_POLICY


def test_critical_extension_we_do_not_know_is_refused(desk: Desk) -> None:
    strange = x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")
    certificate = desk.issue(extra=((strange, True),))
    code = ReasonCode.CERT_UNKNOWN_CRITICAL_EXTENSION
    assert refusal_of(lambda: desk.submit(certificate)) is code


def test_other_extensions_we_do_not_know_do_no_harm(desk: Desk) -> None:
    strange = x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")
    no_authority = x509.BasicConstraints(ca=False, path_length=None)
    certificate = desk.issue(extra=((strange, False), (no_authority, True)))
    assert desk.submit(certificate).review == ()


def test_authority_itself_cannot_sign_an_application(desk: Desk) -> None:
    signature = desk.issuer.key.sign(desk.content, padding.PKCS1v15(), hashes.SHA256())
    code = refusal_of(lambda: desk.submit(desk.issuer.certificate, signature))
    assert code is ReasonCode.CERT_IS_CA


@pytest.mark.parametrize("usage", [key_usage(sign=True), key_usage(sign=True, authority=True)])
def test_key_usage_must_be_exactly_that_of_signing(desk: Desk, usage: x509.KeyUsage) -> None:
    certificate = desk.issue(usage=usage)
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.CERT_KEY_USAGE


def test_certificate_without_key_usage_is_refused(desk: Desk) -> None:
    der = desk.without_extension("key_usage")
    code = refusal_of(lambda: desk.submit_bytes(der, desk.sign()))
    assert code is ReasonCode.CERT_KEY_USAGE


def test_short_key_is_refused(desk: Desk) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505
    certificate = desk.issue(public_key=short.public_key())
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.CERT_KEY_TOO_WEAK


def test_key_of_another_kind_is_refused(desk: Desk) -> None:
    curve = ec.generate_private_key(ec.SECP384R1())
    certificate = desk.issue(public_key=curve.public_key())
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.CERT_KEY_TOO_WEAK


def test_certificate_signed_with_sha384_is_refused_until_configured(desk: Desk) -> None:
    certificate = desk.issue(digest=hashes.SHA384())
    assert refusal_of(lambda: desk.submit(certificate)) is ReasonCode.CERT_SIGNATURE_ALGORITHM


def test_certificate_signed_with_sha1_is_refused(desk: Desk) -> None:
    der = sha1_certificate(desk)
    code = refusal_of(lambda: desk.submit_bytes(der, desk.sign()))
    assert code is ReasonCode.CERT_SIGNATURE_ALGORITHM


def test_authority_without_the_algorithm_did_not_issue(desk: Desk) -> None:
    sign, authenticate = desk.trust.anchors
    desk.trust = replace(desk.trust, anchors=(replace(sign, algorithms=()), authenticate))
    assert refusal_of(desk.submit) is ReasonCode.CERT_UNTRUSTED_ISSUER


def test_authority_for_longer_keys_does_not_vouch_for_this_signature(desk: Desk) -> None:
    longer = replace(ALGORITHMS["rsa-pkcs1v15-sha256"], minimum_bits=4096)
    sign, authenticate = desk.trust.anchors
    desk.trust = replace(desk.trust, anchors=(replace(sign, algorithms=(longer,)), authenticate))
    assert refusal_of(desk.submit) is ReasonCode.SIG_ALGORITHM_NOT_ALLOWED


def test_without_any_anchor_no_certificate_is_strong_enough(desk: Desk) -> None:
    assert refusal_of(lambda: check_strength(desk.issue(), ())) is ReasonCode.CERT_KEY_TOO_WEAK


@pytest.mark.parametrize("length", [0, 1, 30, 500, -1])
def test_truncated_certificate_is_refused(desk: Desk, length: int) -> None:
    der = desk.issue().public_bytes(Encoding.DER)[:length]
    code = refusal_of(lambda: desk.submit_bytes(der, desk.sign()))
    assert code is ReasonCode.CERT_MALFORMED


def test_bytes_after_the_certificate_are_refused(desk: Desk) -> None:
    der = desk.issue().public_bytes(Encoding.DER) + b"\0"
    code = refusal_of(lambda: desk.submit_bytes(der, desk.sign()))
    assert code is ReasonCode.CERT_MALFORMED


@pytest.mark.parametrize("length", [0, 1, 128, 255])
def test_truncated_signature_is_refused_by_its_length(desk: Desk, length: int) -> None:
    signature = desk.sign()[:length]
    assert refusal_of(lambda: desk.submit(signature=signature)) is ReasonCode.SIG_VALUE_LENGTH


@pytest.mark.parametrize("position", [0, 100, 255])
def test_one_flipped_bit_breaks_the_signature(desk: Desk, position: int) -> None:
    signature = bytearray(desk.sign())
    signature[position] ^= 1
    code = refusal_of(lambda: desk.submit(signature=bytes(signature)))
    assert code is ReasonCode.SIG_VALUE_INVALID


def test_signature_over_the_bare_hash_is_refused(desk: Desk) -> None:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(desk.content)
    bare = desk.key.sign(digest.finalize(), padding.PKCS1v15(), NoDigestInfo())
    assert refusal_of(lambda: desk.submit(signature=bare)) is ReasonCode.SIG_VALUE_INVALID


def test_signature_by_another_key_is_refused(desk: Desk) -> None:
    foreign = desk.issuer.key.sign(desk.content, padding.PKCS1v15(), hashes.SHA256())
    assert refusal_of(lambda: desk.submit(signature=foreign)) is ReasonCode.SIG_VALUE_INVALID


def test_algorithm_refuses_a_key_that_is_not_rsa(desk: Desk) -> None:
    curve = ec.generate_private_key(ec.SECP256R1()).public_key()
    algorithm = ALGORITHMS["rsa-pkcs1v15-sha256"]
    code = refusal_of(lambda: algorithm.check(curve, b"", b""))
    assert code is ReasonCode.SIG_ALGORITHM_NOT_ALLOWED


def test_start_hands_out_the_bytes_to_sign(desk: Desk) -> None:
    context = StartContext(
        municipality="mihon-shi",
        session_id="session-1",
        transaction_id="check-1",
        purpose=Purpose.SIGN,
        return_url="https://example.jp/back",
        locale="ja",
        now=NOW,
        envelope=desk.content,
    )
    step = desk.provider().start(context).next_step
    assert step == ChallengeForm(("certificate", "signature"), desk.content, None)


def test_settings_need_a_whole_subject_key(desk: Desk) -> None:
    with pytest.raises(TrustConfigurationError):
        JpkiSettings(trust=desk.trust, subject_key=b"short")
