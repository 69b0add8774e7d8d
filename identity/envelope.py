"""What a citizen signs: a list of documents with a challenge and the words they agreed to."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from identity import canonical
from identity.canonical import CanonicalError, JsonValue

SCHEMA_ID = "madoguchi.envelope/1"  #: inside the signed bytes, so no other text can pass for one

_SHA256 = validate.Regexp(r"\A[0-9a-f]{64}\Z")
_FILLED = validate.Length(min=1)


class Purpose(StrEnum):
    """What a signature or sign-in is for; inside the signed bytes, so none serves another end."""

    SIGN = "sign-application"
    IDENTIFY = "identify"
    LOGIN = "login"


@dataclass(frozen=True, slots=True)
class AttachmentDigest:
    field: str  #: key of the form field the file was given for
    name: str  #: file name as the citizen sees it
    sha256: str  #: of the plain file, 64 lower-case hexadecimal digits


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDocument:
    """One filing: the procedure, the answers as entered and the hashes of the attachments."""

    procedure: str
    version: int
    answers: Mapping[str, JsonValue]
    attachments: tuple[AttachmentDigest, ...] = ()
    previous: str | None = None  #: SHA-256 of the envelope this one corrects


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Everything one signature covers.  One document today, a bundle later."""

    municipality: str
    purpose: Purpose
    challenge: str
    statement: str  #: the sentence shown beside the button that signs
    documents: tuple[SignedDocument, ...]

    def to_bytes(self) -> bytes:
        """Return the exact bytes that are signed and stored.

        Raises CanonicalError for answers that have no canonical form, such as floats.
        """
        document: dict[str, JsonValue] = {
            "schema": SCHEMA_ID,
            "municipality": self.municipality,
            "purpose": self.purpose.value,
            "challenge": self.challenge,
            "statement": self.statement,
            "documents": [_document_json(document) for document in self.documents],
        }
        return canonical.encode(document)

    def sha256(self) -> bytes:
        return hashlib.sha256(self.to_bytes()).digest()


def parse_envelope(content: bytes) -> Envelope:
    """Return the envelope of signed bytes.

    Raises CanonicalError unless the bytes are canonical and hold exactly the fields of the schema.
    """
    value = canonical.decode(content)
    try:
        envelope: Envelope = _EnvelopeSchema().load(value)  # type: ignore[arg-type]
    except ValidationError as error:
        raise CanonicalError(f"not an envelope: {error.messages}") from error
    return envelope


def _document_json(document: SignedDocument) -> dict[str, JsonValue]:
    return {
        "procedure": document.procedure,
        "version": document.version,
        "answers": document.answers,
        "attachments": [
            {"field": each.field, "name": each.name, "sha256": each.sha256}
            for each in document.attachments
        ],
        "previous": document.previous,
    }


class _AttachmentSchema(Schema):
    field = fields.String(required=True, validate=_FILLED)
    name = fields.String(required=True)
    sha256 = fields.String(required=True, validate=_SHA256)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> AttachmentDigest:
        return AttachmentDigest(**data)


class _DocumentSchema(Schema):
    procedure = fields.String(required=True, validate=_FILLED)
    version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    answers = fields.Dict(keys=fields.String(), required=True)
    attachments = fields.List(fields.Nested(_AttachmentSchema), required=True)
    previous = fields.String(required=True, allow_none=True, validate=_SHA256)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> SignedDocument:
        return SignedDocument(**{**data, "attachments": tuple(data["attachments"])})


class _EnvelopeSchema(Schema):
    schema = fields.String(required=True, validate=validate.Equal(SCHEMA_ID))
    municipality = fields.String(required=True, validate=_FILLED)
    purpose = fields.Enum(Purpose, by_value=True, required=True)
    challenge = fields.String(required=True, validate=_FILLED)
    statement = fields.String(required=True, validate=_FILLED)
    documents = fields.List(
        fields.Nested(_DocumentSchema), required=True, validate=validate.Length(min=1)
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Envelope:
        del data["schema"]
        return Envelope(**{**data, "documents": tuple(data["documents"])})
