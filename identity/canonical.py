"""One byte string for one JSON value: the restricted RFC 8785 (JCS) form that is signed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

from identity.errors import IdentityError

JsonValue: TypeAlias = "bool | int | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"

MAX_INTEGER = 2**53 - 1  #: RFC 8785 section 3.2.2.3: what every JSON reader holds exactly
MAX_DEPTH = 32


class CanonicalError(IdentityError, ValueError):
    """The value has no canonical form, or the bytes are not in it."""


def encode(value: JsonValue) -> bytes:
    """Return the canonical UTF-8 bytes.  Text is kept as typed: no Unicode normalisation.

    Raises CanonicalError for floats, integers beyond 2**53-1, keys that are no text, lone
    surrogates and nesting deeper than MAX_DEPTH.
    """
    ordered = _ordered(value, MAX_DEPTH)
    try:
        return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise CanonicalError("text holds half a character") from error


def decode(content: bytes) -> JsonValue:
    """Return the value of canonical bytes.  Raises CanonicalError for any other spelling of it."""
    try:
        value: JsonValue = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except (ValueError, RecursionError) as error:
        raise CanonicalError("not JSON of the restricted form") from error
    if encode(value) != content:
        raise CanonicalError("not the canonical spelling")
    return value


def _ordered(value: Any, depth: int) -> Any:
    if depth == 0:
        raise CanonicalError(f"nested deeper than {MAX_DEPTH}")
    if isinstance(value, Mapping):
        return {key: _ordered(value[key], depth - 1) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_ordered(item, depth - 1) for item in value]
    _check_scalar(value)
    return value


def _check_scalar(value: object) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if type(value) is not int:
        raise CanonicalError(f"{type(value).__name__} has no canonical form")
    if abs(value) > MAX_INTEGER:
        raise CanonicalError("integer beyond 2**53-1")


def _utf16(key: object) -> bytes:
    if not isinstance(key, str):
        raise CanonicalError("a key must be text")
    return key.encode("utf-16-be", "surrogatepass")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CanonicalError("a key is used twice")
    return found


def _no_float(literal: str) -> NoReturn:
    raise CanonicalError(f"{literal} is no integer")
