"""Search over encrypted values by keyed digests: equal values have equal digests, no more.

What this leaks to somebody with the database alone: which filings share a value, never the value.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping, Sequence

from flask import Flask, current_app

DIGEST_BYTES = 16
SHORTEST_PREFIX = 2


def install(app: Flask, key: bytes) -> None:
    app.extensions["blind_index_key"] = key


def digest(kind: str, value: str) -> bytes:
    """Return the keyed digest of a normalised value; equal values of two kinds differ."""
    key: bytes = current_app.extensions["blind_index_key"]
    message = f"{kind}\0{value}".encode()
    return hmac.digest(key, message, hashlib.sha256)[:DIGEST_BYTES]


def email(value: str) -> set[bytes]:
    return {digest("email", value.strip().casefold())}


def phone(value: str) -> set[bytes]:
    """Return the digests of the whole number and of its last four digits."""
    digits = "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", value)))
    return {digest("phone", digits), digest("phone_last4", digits[-4:])} if digits else set()


def kana(value: str) -> set[bytes]:
    """Return the digests of every prefix of two or more characters, spaces left out."""
    plain = kana_key(value)
    return {digest("kana", plain[:end]) for end in range(SHORTEST_PREFIX, len(plain) + 1)}


def kana_key(value: str) -> str:
    """Return what is compared: full-width katakana without spaces."""
    folded = "".join(unicodedata.normalize("NFKC", value).split())
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in folded)


def of_roles(values: Mapping[str, Sequence[str]]) -> set[bytes]:
    """Return the digests under which a filing can be found, from its role values."""
    makers = {"email": email, "phone": phone, "kana": kana}
    found: set[bytes] = set()
    for role, texts in values.items():
        maker = makers.get(role.rpartition(".")[2])
        if maker is not None:
            found.update(*(maker(text) for text in texts))
    return found
