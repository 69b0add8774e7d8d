"""What an envelope says, in words: whoever signs reads it before typing a PIN."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from identity.canonical import JsonValue
from identity.envelope import AttachmentDigest, Envelope, SignedDocument


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: the key of its question, which is what the signed bytes hold, and its value."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    procedure: str
    version: int
    lines: tuple[Line, ...]
    attachments: tuple[AttachmentDigest, ...]
    previous: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    municipality: str
    statement: str
    sha256: str
    documents: tuple[Document, ...]


def read_aloud(envelope: Envelope) -> Reading:
    return Reading(
        municipality=envelope.municipality,
        statement=envelope.statement,
        sha256=hashlib.sha256(envelope.to_bytes()).hexdigest(),
        documents=tuple(_document(each) for each in envelope.documents),
    )


def _document(document: SignedDocument) -> Document:
    return Document(
        document.procedure,
        document.version,
        tuple(_lines(document.answers)),
        document.attachments,
        document.previous,
    )


def _lines(value: JsonValue, path: str = "") -> Iterator[Line]:
    """Walk every single value with its path, however deep it lies."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _lines(each, f"{path}.{key}" if path else key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, each in enumerate(value, start=1):
            yield from _lines(each, f"{path}.{number}")
    elif value is not None:
        yield Line(path, _text(value))


def _text(value: bool | int | str) -> str:
    if isinstance(value, bool):
        return "✓" if value else "―"
    return str(value)
