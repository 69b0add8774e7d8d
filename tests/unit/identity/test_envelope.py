"""The bytes that are signed: one spelling only, and nothing that the schema does not name."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity import canonical
from identity.canonical import MAX_DEPTH, MAX_INTEGER, CanonicalError
from identity.challenge import new_token
from identity.envelope import Envelope, SignedDocument, parse_envelope
from tests.unit.identity.desk import make_envelope

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("あz𠮷k", max_size=3), inner)
    ),
    max_leaves=10,
)


@given(json_values)
def test_every_value_is_read_back_from_its_bytes(value: Any) -> None:
    assert canonical.decode(canonical.encode(value)) == value


def test_keys_are_ordered_by_utf16_code_units() -> None:
    # RFC 8785 section 3.2.3: the surrogates of 𠮷 (U+20BB7) sort before U+FF5E.
    assert canonical.encode({"～": 1, "𠮷": 2, "a": 3}) == '{"a":3,"𠮷":2,"～":1}'.encode()


def test_text_is_signed_as_typed_without_normalisation() -> None:
    decomposed = "か\u3099"
    assert canonical.encode(decomposed) != canonical.encode("が")


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), MAX_INTEGER + 1, -MAX_INTEGER - 1, {1: "a"}, {"a": b"b"}, "\ud842"],
)
def test_value_without_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(CanonicalError):
        canonical.encode(value)


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":NaN}',
        b'{"a":-0}',
        b'{"a":9007199254740992}',
        b'{"a":"\\u3042"}',
        b'{"a":"\\ud842"}',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":"\xff"}',
        b"{",
        b"",
        b"[" * 100_000,
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
    ],
)
def test_any_other_spelling_is_refused(content: bytes) -> None:
    with pytest.raises(CanonicalError):
        canonical.decode(content)


def test_envelope_is_read_back_strictly_from_its_bytes() -> None:
    envelope = make_envelope()
    assert parse_envelope(envelope.to_bytes()) == envelope


def test_envelope_holds_a_bundle_of_filings_in_their_order() -> None:
    first = make_envelope()
    moving_in = SignedDocument(procedure="tennyu", version=1, answers={}, previous="ab" * 32)
    bundle = Envelope(
        municipality=first.municipality,
        purpose=first.purpose,
        challenge=first.challenge,
        statement=first.statement,
        documents=(*first.documents, moving_in),
    )
    assert parse_envelope(bundle.to_bytes()).documents == (*first.documents, moving_in)


def test_another_challenge_makes_another_hash() -> None:
    assert make_envelope("challenge-1").sha256() != make_envelope("challenge-2").sha256()


def test_challenges_are_long_and_never_the_same() -> None:
    first, second = new_token(), new_token()
    assert first != second
    assert len(base64.urlsafe_b64decode(first + "=")) == 32


def tampered(**changes: Any) -> bytes:
    return canonical.encode({**json.loads(make_envelope().to_bytes()), **changes})


def document(**changes: Any) -> list[dict[str, Any]]:
    return [{**json.loads(make_envelope().to_bytes())["documents"][0], **changes}]


@pytest.mark.parametrize(
    "content",
    [
        canonical.encode([]),
        tampered(extra="x"),
        tampered(schema="madoguchi.envelope/2"),
        tampered(purpose="other"),
        tampered(challenge=""),
        tampered(statement=1),
        tampered(documents=[]),
        tampered(documents=document(version="3")),
        tampered(documents=document(version=True)),
        tampered(documents=document(version=0)),
        tampered(documents=document(answers=[])),
        tampered(documents=document(previous="abc")),
        tampered(documents=document(attachments=[{"field": "a", "name": "b", "sha256": "C" * 64}])),
    ],
)
def test_bytes_that_are_no_envelope_are_refused(content: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse_envelope(content)
