"""A verified identity as bytes: what is kept, encrypted, as evidence, and read back by staff."""

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from identity import canonical
from identity.canonical import JsonValue
from identity.levels import Aal, Ial
from identity.provider import (
    Attribute,
    AttributeName,
    Environment,
    Evidence,
    SignatureEvidence,
    VerifiedIdentity,
)
from identity.reasons import ReasonCode


def write_record(identity: VerifiedIdentity) -> bytes:
    """Return canonical JSON; certificates, signatures and lists are base64 in it."""
    signature = identity.signature
    document: dict[str, JsonValue] = {
        "provider": identity.provider,
        "environment": identity.environment.value,
        "subject": identity.subject,
        "ial": int(identity.ial),
        "aal": int(identity.aal),
        "attributes": {
            name.value: _attribute_json(each) for name, each in identity.attributes.items()
        },
        "evidence": _evidence_json(identity.evidence),
        "authenticated_at": identity.authenticated_at.isoformat(),
        "signature": None if signature is None else _signature_json(signature),
        "review": [code.value for code in identity.review],
    }
    return canonical.encode(document)


def read_record(content: bytes) -> VerifiedIdentity:
    """Return what write_record() wrote."""
    row = json.loads(content)
    signature = row["signature"]
    return VerifiedIdentity(
        provider=row["provider"],
        environment=Environment(row["environment"]),
        subject=row["subject"],
        ial=Ial(row["ial"]),
        aal=Aal(row["aal"]),
        attributes={
            AttributeName(name): _read_attribute(AttributeName(name), each)
            for name, each in row["attributes"].items()
        },
        evidence=_read_evidence(row["evidence"]),
        authenticated_at=datetime.fromisoformat(row["authenticated_at"]),
        signature=None if signature is None else _read_signature(signature),
        review=tuple(ReasonCode(code) for code in row["review"]),
    )


def _attribute_json(attribute: Attribute) -> JsonValue:
    value = attribute.value
    return {
        "value": value.isoformat() if isinstance(value, date) else value,
        "raw": attribute.raw,
        "source": attribute.source,
        "flags": attribute.flags,
    }


def _read_attribute(name: AttributeName, row: Mapping[str, Any]) -> Attribute:
    value = row["value"]
    if name is AttributeName.BIRTH_DATE and value is not None:
        value = date.fromisoformat(value)
    return Attribute(value, row["raw"], row["source"], row["flags"])


def _evidence_json(evidence: Evidence) -> JsonValue:
    return {
        "verifier": evidence.verifier,
        "configuration_sha256": evidence.configuration_sha256,
        "steps": list(evidence.steps),
        "received_at": evidence.received_at.isoformat(),
        "decided_at": evidence.decided_at.isoformat(),
        "details": dict(evidence.details),
    }


def _read_evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(
        verifier=row["verifier"],
        configuration_sha256=row["configuration_sha256"],
        steps=tuple(row["steps"]),
        received_at=datetime.fromisoformat(row["received_at"]),
        decided_at=datetime.fromisoformat(row["decided_at"]),
        details=row["details"],
    )


def _signature_json(signature: SignatureEvidence) -> JsonValue:
    return {
        "content": _base64(signature.content),
        "signature": _base64(signature.signature),
        "certificate": _base64(signature.certificate),
        "issuer_sha256": signature.issuer_sha256,
        "algorithm": signature.algorithm,
        "revocation_list": _base64(signature.revocation_list),
        "revocation_list_made_at": signature.revocation_list_made_at.isoformat(),
    }


def _read_signature(row: Mapping[str, Any]) -> SignatureEvidence:
    return SignatureEvidence(
        content=base64.b64decode(row["content"]),
        signature=base64.b64decode(row["signature"]),
        certificate=base64.b64decode(row["certificate"]),
        issuer_sha256=row["issuer_sha256"],
        algorithm=row["algorithm"],
        revocation_list=base64.b64decode(row["revocation_list"]),
        revocation_list_made_at=datetime.fromisoformat(row["revocation_list_made_at"]),
    )


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
