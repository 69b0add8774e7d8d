"""Whom we trust is configuration, and production refuses to trust a rehearsal."""

import json
from dataclasses import replace

import pytest
from cryptography import x509

from identity.anchors import TrustAnchor, read_anchors, refuse_stub_anchors, write_anchors
from identity.errors import TrustConfigurationError
from identity.provider import Environment
from identity.stub.authority import StubAuthority
from tests.unit.identity.desk import Desk


def test_anchors_are_read_back_from_their_file(authority: StubAuthority) -> None:
    assert read_anchors(write_anchors(authority.anchors())) == authority.anchors()


@pytest.mark.parametrize(
    "change",
    [
        {"environment": "real"},
        {"purpose": "both"},
        {"policies": []},
        {"algorithms": ["md5"]},
        {"algorithms": []},
        {"certificate": "QUJD"},
        {"certificate": "%"},
        {"comment": "?"},
    ],
)
def test_anchor_with_a_mistake_is_not_read(
    authority: StubAuthority, change: dict[str, object]
) -> None:
    rows = json.loads(write_anchors(authority.anchors()))
    rows[0].update(change)
    with pytest.raises(TrustConfigurationError):
        read_anchors(json.dumps(rows).encode())


def test_file_that_is_not_json_is_not_read() -> None:
    with pytest.raises(TrustConfigurationError):
        read_anchors(b"-----BEGIN CERTIFICATE-----")


def test_production_refuses_to_trust_the_stub(authority: StubAuthority) -> None:
    with pytest.raises(TrustConfigurationError, match="JPKI-STUB"):
        refuse_stub_anchors(authority.anchors(), "production")


def test_production_is_not_deceived_by_a_wrong_label(authority: StubAuthority) -> None:
    relabelled = [
        replace(anchor, environment=Environment.PRODUCTION) for anchor in authority.anchors()
    ]
    with pytest.raises(TrustConfigurationError):
        refuse_stub_anchors(relabelled, "production")


def test_development_may_trust_the_stub(authority: StubAuthority) -> None:
    refuse_stub_anchors(authority.anchors(), "development")


def test_production_trusts_an_authority_that_is_neither_stub_nor_test(desk: Desk) -> None:
    nameless: x509.Certificate = desk.issue()  # carries no organisation
    anchor: TrustAnchor = replace(
        desk.issuer.anchor(), certificate=nameless, environment=Environment.PRODUCTION
    )
    refuse_stub_anchors([anchor], "production")
