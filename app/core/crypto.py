"""Encryption of what people write: a data key per thing, wrapped by a master key.

Associated data is table, row and column, so that a ciphertext cannot be moved to another place.
Erasing a thing means erasing its data key: backups and hash chains stay whole.
"""

import json
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.db import Base
from app.core.errors import NotFound

NONCE_BYTES = 12
KEY_BYTES = 32


class Erased(NotFound):
    """The data key of this thing was erased; nobody can read it again."""

    code = "erased"


class DataKey(Base):
    """A wrapped data key.  This table is backed up apart from all others."""

    __tablename__ = "data_key"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes | None]  #: None once erased
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ciphertext belongs: table, row, column."""

    table: str
    row: str
    column: str

    def associated_data(self) -> bytes:
        return f"{self.table}/{self.row}/{self.column}".encode()


class KeyRing:
    """Wraps and unwraps data keys with the master key."""

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) != KEY_BYTES:
            raise ValueError(f"the master key has {KEY_BYTES} bytes, not {len(master_key)}")
        self._cipher = AESGCM(master_key)

    def wrap(self, key_id: uuid.UUID, key: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, key_id.bytes)

    def unwrap(self, key_id: uuid.UUID, wrapped: bytes) -> bytes:
        nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return self._cipher.decrypt(nonce, ciphertext, key_id.bytes)


@dataclass(frozen=True, slots=True)
class Seal:
    """An opened data key: encrypts and decrypts everything of one thing."""

    key_id: uuid.UUID
    _key: bytes = field(repr=False)

    def encrypt(self, plaintext: bytes, place: Place) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._key).encrypt(nonce, plaintext, place.associated_data())

    def decrypt(self, ciphertext: bytes, place: Place) -> bytes:
        nonce, body = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
        return AESGCM(self._key).decrypt(nonce, body, place.associated_data())


def install(app: Flask, master_key: bytes) -> None:
    app.extensions["key_ring"] = KeyRing(master_key)


def new_seal(session: Session, now: datetime) -> Seal:
    """Make a data key for a new thing; its row is added to the session."""
    key_id, key = uuid.uuid4(), secrets.token_bytes(KEY_BYTES)
    ring: KeyRing = current_app.extensions["key_ring"]
    session.add(DataKey(id=key_id, wrapped=ring.wrap(key_id, key), created_at=now, erased_at=None))
    session.flush()
    return Seal(key_id, key)


def open_seal(session: Session, key_id: uuid.UUID) -> Seal:
    """Return the seal of an existing thing.  Raises Erased."""
    ring: KeyRing = current_app.extensions["key_ring"]
    wrapped = session.scalar(select(DataKey.wrapped).where(DataKey.id == key_id))
    if wrapped is None:
        raise Erased(str(key_id))
    return Seal(key_id, ring.unwrap(key_id, wrapped))


def erase(session: Session, key_id: uuid.UUID, now: datetime) -> None:
    """Erase a data key for good; what it sealed can never be read again."""
    row = session.get_one(DataKey, key_id, with_for_update=True)
    row.wrapped = None
    row.erased_at = now


def encrypt_json(seal: Seal, content: object, place: Place) -> bytes:
    return seal.encrypt(json.dumps(content, ensure_ascii=False).encode(), place)


def decrypt_json(seal: Seal, ciphertext: bytes, place: Place) -> Any:
    return json.loads(seal.decrypt(ciphertext, place))
