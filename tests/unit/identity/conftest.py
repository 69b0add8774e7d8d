"""A stub authority, one signing key and a signing desk, made once: RSA keys take time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from identity.anchors import CertificatePurpose
from identity.challenge import Challenge
from identity.envelope import Envelope
from identity.matching import ClaimedPerson
from identity.pipeline import Trust
from identity.provider import Answer, Environment
from identity.stub.authority import StubAuthority, plan_certificate
from identity.stub.issuer import CITY, new_key
from identity.stub.people import find_person
from tests.unit.identity.desk import NOW, Desk, Shelf, make_envelope


@pytest.fixture(scope="session")
def authority_state() -> bytes:
    return StubAuthority.create(NOW).to_bytes()


@pytest.fixture(scope="session")
def card_key() -> rsa.RSAPrivateKey:
    return new_key()


@pytest.fixture
def authority(authority_state: bytes) -> StubAuthority:
    return StubAuthority.from_bytes(authority_state)


@pytest.fixture
def envelope() -> Envelope:
    return make_envelope()


@pytest.fixture
def desk(authority: StubAuthority, card_key: rsa.RSAPrivateKey, envelope: Envelope) -> Desk:
    person = find_person("hanako")
    shelf = Shelf(authority.revocation_lists(NOW))
    content = envelope.to_bytes()
    return Desk(
        authority=authority,
        key=card_key,
        plan=plan_certificate(
            person, CertificatePurpose.SIGN, card_key.public_key(), NOW - timedelta(days=30)
        ),
        answer=Answer(
            fields={},
            session_id="session-1",
            transaction_id="check-1",
            received_at=NOW,
            challenge=Challenge.issue(envelope, "session-1", "check-1", NOW),
            stored_envelope=content,
            rebuilt_envelope=content,
            claimed=ClaimedPerson("見本花子", date(1985, 4, 12), person.address),
        ),
        trust=Trust(
            anchors=authority.anchors(),
            environment=Environment.STUB,
            revocation=shelf,
        ),
        shelf=shelf,
    )


@pytest.fixture
def put_list(desk: Desk) -> Callable[[bytes], None]:
    """Replace the revocation list that the desk's certificates point to."""

    def put(der: bytes) -> None:
        desk.shelf.put(desk.issuer.anchor(), desk.issuer.partition(CITY), der)

    return put
