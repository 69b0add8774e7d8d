"""Generates expressions of the condition language, sensible and absurd, with answers for them."""

from random import Random
from typing import Any

_INTS = (0, 1, -1, 2, 7, -7, 10, 100, 2**53 - 1, -(2**53 - 1), 2**53, -(2**53), 2**31, 10**15)
_TEXTS = ("", "a", "ab", "other", "郡山市", "𠮷野家", "葛\U000e0100", "\uffee", "😀", "０１", "0")
_SCALARS = (None, True, False, *_INTS, *_TEXTS)
_NAMES = ("number", "text", "flag", "list", "rows", "address.city", "purpose", "missing", "address")
_NAMES_IN_ROWS = (*_NAMES, "quantity", "price", "code")
_OPERATORS = (
    *("not", "==", "!=", "<", "<=", ">", ">=", "in", "empty", "len", "+", "-", "*"),
    *("div_floor", "div_ceil", "max", "min", "if", "and", "or", "nonsense"),
)
_TAKES = {"not": 1, "empty": 1, "len": 1, "if": 3}
_OVER_ROWS = ("some", "sum", "count")


def generate_expression(random: Random, depth: int = 4, in_row: bool = False) -> Any:
    """Any shape that JSON can have and that at least looks like an expression."""
    kind = random.randrange(10) if depth else random.randrange(4)
    if kind < 2:
        return random.choice(_SCALARS)
    if kind < 4:
        return {"var": [random.choice(_NAMES_IN_ROWS if in_row else _NAMES)]}
    if kind == 4:
        count = random.randrange(4)
        return [generate_expression(random, depth - 1, in_row) for _ in range(count)]
    if kind == 5:
        rows = random.choice(("rows", "rows", "rows", "missing", "list", "number"))
        return {random.choice(_OVER_ROWS): [rows, generate_expression(random, depth - 1, True)]}
    name = random.choice(_OPERATORS)
    count = _TAKES.get(name, 2) + (random.randrange(-1, 2) if random.random() < 0.1 else 0)
    return {name: [generate_expression(random, depth - 1, in_row) for _ in range(count)]}


def generate_answers(random: Random) -> dict[str, Any]:
    """Answers of every shape, some of them missing."""
    answers = {
        "number": random.choice(_INTS),
        "text": random.choice(_TEXTS),
        "flag": random.choice((True, False)),
        "list": random.sample(_TEXTS, random.randrange(4)),
        "rows": [_generate_row(random) for _ in range(random.randrange(4))],
        "address": {"city": random.choice(_TEXTS)},
        "purpose": random.choice(("code", {"other": "花見"})),
    }
    return {name: value for name, value in answers.items() if random.random() < 0.9}


def _generate_row(random: Random) -> dict[str, Any]:
    row = {
        "quantity": random.choice((0, 1, 2, 2**53 - 1)),
        "price": random.choice((0, 300, 1500)),
        "code": random.choice(_TEXTS),
    }
    return {name: value for name, value in row.items() if random.random() < 0.9}
