"""Random identifiers that leave the house: never guessable, never a count of anything."""

import hashlib
import secrets
import unicodedata

#: Crockford's base 32 without letters that look like digits; read aloud and typed on a phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TYPED_INSTEAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_token() -> str:
    """Return a secret of 256 bits for links and cookies."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """Return what is stored of a token: a thief of the database cannot use it."""
    return hashlib.sha256(token.encode()).digest()


def new_public_id() -> str:
    """Return an identifier of 128 bits for payments, attempts, refunds and attachments."""
    return secrets.token_hex(16)


def new_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def as_typed(text: str) -> str:
    """Return a code or reference as stored, however typed (full width, small letters, O for 0)."""
    folded = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(c for c in folded if c.isalnum())
    return plain.translate(TYPED_INSTEAD)
