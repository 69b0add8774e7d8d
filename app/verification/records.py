"""What is encrypted in a check: its envelope, the provider's state, the answer, the evidence."""

import base64
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.crypto import Place, Seal, decrypt_json, encrypt_json, erase, new_seal, open_seal
from app.verification.models import Evidence, IdentityCheck, SignedEnvelope


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is remembered between the start of a check and its answer."""

    fields: tuple[str, ...] = ()  #: names the answer carries; all others are dropped
    signing_site: str | None = None
    state: bytes = b""  #: the provider's own, handed back as it was
    message: Mapping[str, str] | None = None  #: address, subject and body of what is sent
    sent: bool = False

    def as_sent(self) -> "Kept":
        return replace(self, sent=True)


def write_kept(session: Session, check: IdentityCheck, kept: Kept) -> None:
    content = {
        "fields": list(kept.fields),
        "signing_site": kept.signing_site,
        "state": base64.b64encode(kept.state).decode(),
        "message": dict(kept.message) if kept.message is not None else None,
        "sent": kept.sent,
    }
    check.kept = encrypt_json(_seal_of(session, check), content, _place(check, "kept"))


def read_kept(session: Session, check: IdentityCheck) -> Kept:
    """Raises Erased once the check is over."""
    if check.kept is None:
        return Kept()
    content = decrypt_json(_seal_of(session, check), check.kept, _place(check, "kept"))
    return Kept(
        fields=tuple(content["fields"]),
        signing_site=content["signing_site"],
        state=base64.b64decode(content["state"]),
        message=content["message"],
        sent=content["sent"],
    )


def write_answer(
    session: Session, check: IdentityCheck, fields: Mapping[str, str], at: datetime
) -> None:
    check.answer = encrypt_json(_seal_of(session, check), dict(fields), _place(check, "answer"))
    check.answered_at = at


def read_answer(session: Session, check: IdentityCheck) -> dict[str, str]:
    if check.answer is None:
        return {}
    fields: dict[str, str] = decrypt_json(
        _seal_of(session, check), check.answer, _place(check, "answer")
    )
    return fields


def store_envelope(
    session: Session, submission_id: int, revision: int, content: bytes, now: datetime
) -> SignedEnvelope:
    seal, key = new_seal(session, now), uuid.uuid4()
    row = SignedEnvelope(
        id=key,
        submission_id=submission_id,
        revision=revision,
        content=seal.encrypt(content, Place("signed_envelope", str(key), "content")),
        sha256=hashlib.sha256(content).hexdigest(),
        data_key_id=seal.key_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def read_envelope(session: Session, check: IdentityCheck) -> bytes:
    """Return the bytes handed out for signing; empty where nothing is signed.  Raises Erased."""
    if check.envelope_id is None:
        return b""
    row = session.get_one(SignedEnvelope, check.envelope_id)
    seal = open_seal(session, row.data_key_id)
    return seal.decrypt(row.content, Place("signed_envelope", str(row.id), "content"))


def envelope_sha256(session: Session, check: IdentityCheck) -> str:
    """Return the hash of what a check signs, hexadecimal."""
    return session.get_one(SignedEnvelope, check.envelope_id).sha256


def store_evidence(session: Session, check: IdentityCheck, content: bytes, now: datetime) -> None:
    seal, key = new_seal(session, now), uuid.uuid4()
    session.add(
        Evidence(
            id=key,
            check_id=check.id,
            content=seal.encrypt(content, Place("evidence", str(key), "content")),
            data_key_id=seal.key_id,
            created_at=now,
        )
    )


def read_evidence(session: Session, check_id: str) -> bytes | None:
    """Return what proves a check's result, or None where nothing was kept.  Raises Erased."""
    row = session.scalars(select(Evidence).where(Evidence.check_id == check_id)).one_or_none()
    if row is None:
        return None
    seal = open_seal(session, row.data_key_id)
    return seal.decrypt(row.content, Place("evidence", str(row.id), "content"))


def close(session: Session, check: IdentityCheck, now: datetime) -> None:
    """Erase what a check needed while it was open; its evidence has what counts."""
    if check.data_key_id is not None:
        erase(session, check.data_key_id, now)
    check.kept = check.answer = None


def forget(session: Session, check: IdentityCheck, now: datetime) -> None:
    """Erase everything a check that led to nothing held of a person."""
    close(session, check, now)
    keys = list(session.scalars(select(Evidence.data_key_id).where(Evidence.check_id == check.id)))
    if check.envelope_id is not None:
        keys.append(session.get_one(SignedEnvelope, check.envelope_id).data_key_id)
    for key in keys:
        erase(session, key, now)
    check.forgotten_at = now


def _seal_of(session: Session, check: IdentityCheck) -> Seal:
    if check.data_key_id is None:
        raise LookupError(f"check {check.id} has no key")
    return open_seal(session, check.data_key_id)


def _place(check: IdentityCheck, column: str) -> Place:
    return Place("identity_check", check.id, column)
