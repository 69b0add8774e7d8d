"""The stub's cards behave like real ones, and the stub's state survives a restart."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from identity.anchors import CertificatePurpose
from identity.errors import IdentityRejected
from identity.reasons import ReasonCode
from identity.stub.authority import StubAuthority, plan_certificate
from identity.stub.card import (
    MAX_TRIES,
    NOT_FOUND,
    PIN_LOCKED,
    PIN_NEEDED,
    WRONG_DATA,
    CardError,
    VirtualCard,
)
from identity.stub.people import find_person
from tests.unit.identity.desk import NOW, Desk

SIGN, AUTHENTICATE = CertificatePurpose.SIGN, CertificatePurpose.AUTHENTICATE


@pytest.fixture(scope="module")
def card_state(authority_state: bytes) -> bytes:
    """One card, made once: it needs two keys."""
    authority = StubAuthority.from_bytes(authority_state)
    authority.card("hanako", NOW)
    return authority.to_bytes()


@pytest.fixture
def office(card_state: bytes) -> StubAuthority:
    return StubAuthority.from_bytes(card_state)


@pytest.fixture
def card(office: StubAuthority) -> VirtualCard:
    return office.card("hanako", NOW)


def refusal_of(use: Callable[[], object]) -> CardError:
    with pytest.raises(CardError) as refusal:
        use()
    return refusal.value


def test_card_signs_an_application_that_is_then_verified(
    desk: Desk, office: StubAuthority, card: VirtualCard
) -> None:
    card.verify_pin(SIGN, "abc123")
    signature = card.sign(SIGN, hashlib.sha256(desk.content).digest())
    verified = desk.submit_bytes(card.certificate(SIGN), signature)
    assert verified.review == ()


@pytest.mark.parametrize(
    ("purpose", "pin"), [(SIGN, "WRONG99"), (AUTHENTICATE, "0000")], ids=["sign", "authenticate"]
)
def test_wrong_pins_are_counted_down_until_the_card_locks(
    card: VirtualCard, purpose: CertificatePurpose, pin: str
) -> None:
    words = [refusal_of(lambda: card.verify_pin(purpose, pin)) for _ in range(MAX_TRIES[purpose])]
    assert [word.status_word for word in words] == [
        0x63C0 | left for left in reversed(range(MAX_TRIES[purpose]))
    ]
    locked = refusal_of(lambda: card.verify_pin(purpose, "ABC123"))
    assert (locked.status_word, locked.tries_left) == (PIN_LOCKED, 0)


def test_right_pin_restores_the_tries(card: VirtualCard) -> None:
    refusal_of(lambda: card.verify_pin(SIGN, "WRONG99"))
    card.verify_pin(SIGN, "ABC123")
    assert card.tries_left(SIGN) == MAX_TRIES[SIGN]


@pytest.mark.parametrize("pin", ["", "ABC12", "A" * 17, "ＡＢＣ１２３", "ABC 123"])
def test_pin_that_cannot_be_one_costs_no_try(card: VirtualCard, pin: str) -> None:
    assert refusal_of(lambda: card.verify_pin(SIGN, pin)).status_word == WRONG_DATA
    assert card.tries_left(SIGN) == MAX_TRIES[SIGN]


def test_certificate_for_signing_is_shown_only_after_the_pin(card: VirtualCard) -> None:
    assert refusal_of(lambda: card.certificate(SIGN)).status_word == PIN_NEEDED
    assert refusal_of(lambda: card.sign(SIGN, bytes(32))).status_word == PIN_NEEDED
    assert card.certificate(AUTHENTICATE)


def test_ejected_card_asks_for_the_pin_again(card: VirtualCard) -> None:
    card.verify_pin(SIGN, "ABC123")
    card.eject()
    assert refusal_of(lambda: card.certificate(SIGN)).status_word == PIN_NEEDED


def test_childs_card_has_no_certificate_for_signing(office: StubAuthority) -> None:
    child = office.card("child", NOW)
    assert refusal_of(lambda: child.verify_pin(SIGN, "ABC123")).status_word == NOT_FOUND


def test_locked_card_refuses_the_right_pin(office: StubAuthority) -> None:
    locked = office.card("locked", NOW)
    assert refusal_of(lambda: locked.verify_pin(SIGN, "ABC123")).status_word == PIN_LOCKED


@pytest.mark.parametrize(
    ("person", "code"),
    [("revoked", ReasonCode.REV_REVOKED), ("expired", ReasonCode.CERT_EXPIRED)],
)
def test_cards_with_a_fault_are_refused_for_it(
    desk: Desk, office: StubAuthority, person: str, code: ReasonCode
) -> None:
    card = office.card(person, NOW)
    desk.shelf.lists.update(office.revocation_lists(NOW))
    card.verify_pin(SIGN, "ABC123")
    signature = card.sign(SIGN, hashlib.sha256(desk.content).digest())
    with pytest.raises(IdentityRejected) as refusal:
        desk.submit_bytes(card.certificate(SIGN), signature)
    assert refusal.value.code is code


def test_try_counters_and_revocations_survive_a_restart(office: StubAuthority) -> None:
    refusal_of(lambda: office.card("hanako", NOW).verify_pin(SIGN, "WRONG99"))
    restarted = StubAuthority.from_bytes(office.to_bytes())
    assert restarted.card("hanako", NOW).tries_left(SIGN) == MAX_TRIES[SIGN] - 1
    assert restarted.issuers[SIGN].revoked == office.issuers[SIGN].revoked
    assert restarted.anchors() == office.anchors()


def test_reset_card_is_made_anew(office: StubAuthority, card: VirtualCard) -> None:
    office.reset_card("hanako")
    fresh = office.card("hanako", NOW)
    assert fresh.applications[SIGN].certificate != card.applications[SIGN].certificate


def test_card_of_nobody_is_not_made(office: StubAuthority) -> None:
    with pytest.raises(KeyError):
        office.card("nobody", NOW)


def test_state_with_a_key_that_is_not_rsa_is_not_read(office: StubAuthority) -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    pem = curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    rsa_pem = office.to_bytes().decode().split('"key": "')[1].split('"')[0]
    state = office.to_bytes().decode().replace(rsa_pem, pem.replace("\n", "\\n"))
    with pytest.raises(TypeError):
        StubAuthority.from_bytes(state.encode())


@pytest.mark.parametrize(
    ("person", "now", "last"),
    [
        ("hanako", NOW, datetime(2031, 4, 12, 14, 59, 59, tzinfo=UTC)),
        ("hanako", datetime(2026, 4, 1, tzinfo=UTC), datetime(2030, 4, 12, 14, 59, 59, tzinfo=UTC)),
        ("leap", NOW, datetime(2031, 2, 28, 14, 59, 59, tzinfo=UTC)),
    ],
)
def test_certificate_ends_on_the_fifth_birthday(
    desk: Desk, person: str, now: datetime, last: datetime
) -> None:
    plan = plan_certificate(find_person(person), SIGN, desk.key.public_key(), now)
    certificate: x509.Certificate = desk.issuer.issue(replace(plan, policies=()))
    assert certificate.not_valid_after_utc == last
