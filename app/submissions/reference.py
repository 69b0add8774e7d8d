"""Reference numbers and codes: short enough to read aloud, too many to guess."""

import hmac

from app.core import blind_index, ids

REFERENCE_LENGTH = 10  #: 50 bits
CODE_LENGTH = 8  #: 40 bits; wrong codes are counted per reference


def new_reference() -> str:
    return ids.new_code(REFERENCE_LENGTH)


def code_of(reference: str, code_version: int) -> str:
    """Return the code that opens a filing together with its reference.

    It follows from the reference and a key that is not in the database, so that it can be shown
    to its holder again and is stored nowhere.
    """
    digest = blind_index.digest("code", f"{reference}/{code_version}")
    return "".join(ids.ALPHABET[byte % len(ids.ALPHABET)] for byte in digest[:CODE_LENGTH])


def code_matches(reference: str, code_version: int, typed: str) -> bool:
    expected = code_of(reference, code_version)
    return hmac.compare_digest(ids.as_typed(typed).encode(), expected.encode())


def shown(text: str) -> str:
    """Return a reference or code as people see it, in groups: `K7M2Q-9XP3T`, `7F3K-Q9XA`."""
    size = 5 if len(text) > CODE_LENGTH else 4
    return "-".join(text[i : i + size] for i in range(0, len(text), size))
