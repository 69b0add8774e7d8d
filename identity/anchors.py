"""The certification authorities we trust, each with what it may vouch for.  Configuration."""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from marshmallow import Schema, ValidationError, fields, post_load, validate

from identity.errors import TrustConfigurationError
from identity.provider import Environment
from identity.signature import ALGORITHMS, RsaPkcs1

#: Organisations whose certificates prove nothing: our own stub and the test cards of J-LIS.
REHEARSAL_ORGANISATIONS = frozenset({"JPKI-STUB", "JPKI-TEST"})


class CertificatePurpose(StrEnum):
    """What a certificate of the My Number card is for."""

    SIGN = "sign"  #: 署名用電子証明書
    AUTHENTICATE = "authenticate"  #: 利用者証明用電子証明書


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAnchor:
    """One self-signed authority.  A card's own copy of it is never used."""

    certificate: x509.Certificate
    environment: Environment
    purpose: CertificatePurpose
    policies: frozenset[str]  #: object identifiers of the policies it may issue under
    algorithms: tuple[RsaPkcs1, ...]

    def fingerprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def organisation(self) -> str:
        found = self.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
        return str(found[0].value) if found else ""


def refuse_stub_anchors(anchors: Iterable[TrustAnchor], environment: str) -> None:
    """Raise TrustConfigurationError when production would trust a stub or test authority.

    Both the label and the authority's own name are looked at: a wrong label must not be enough.
    """
    if environment != "production":
        return
    for anchor in anchors:
        rehearsal = anchor.organisation() in REHEARSAL_ORGANISATIONS
        if anchor.environment is not Environment.PRODUCTION or rehearsal:
            raise TrustConfigurationError(
                f"production cannot trust {anchor.certificate.subject.rfc4514_string()}"
            )


def write_anchors(anchors: Sequence[TrustAnchor]) -> bytes:
    """Return the configuration file that read_anchors() reads."""
    rows = [
        {
            "certificate": base64.b64encode(anchor.certificate.public_bytes(Encoding.DER)).decode(),
            "environment": anchor.environment.value,
            "purpose": anchor.purpose.value,
            "policies": sorted(anchor.policies),
            "algorithms": [algorithm.name for algorithm in anchor.algorithms],
        }
        for anchor in anchors
    ]
    return json.dumps(rows, indent=2).encode()


def read_anchors(content: bytes) -> tuple[TrustAnchor, ...]:
    """Read trust anchors.  Raises TrustConfigurationError naming everything that is wrong."""
    try:
        anchors: list[TrustAnchor] = _AnchorSchema(many=True).loads(content)
    except ValidationError as error:
        raise TrustConfigurationError(f"trust anchors: {error.messages}") from error
    except ValueError as error:
        raise TrustConfigurationError("trust anchors: not JSON") from error
    return tuple(anchors)


class _AnchorSchema(Schema):
    certificate = fields.String(required=True)  # base64 of DER
    environment = fields.Enum(Environment, by_value=True, required=True)
    purpose = fields.Enum(CertificatePurpose, by_value=True, required=True)
    policies = fields.List(fields.String(), required=True, validate=validate.Length(min=1))
    algorithms = fields.List(
        fields.String(validate=validate.OneOf(ALGORITHMS)),
        required=True,
        validate=validate.Length(min=1),
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> TrustAnchor:
        return TrustAnchor(
            certificate=_certificate(data["certificate"]),
            environment=data["environment"],
            purpose=data["purpose"],
            policies=frozenset(data["policies"]),
            algorithms=tuple(ALGORITHMS[name] for name in data["algorithms"]),
        )


def _certificate(text: str) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(base64.b64decode(text, validate=True))
    except ValueError as error:
        raise ValidationError("not a certificate", "certificate") from error
