"""The types and operators of the condition language, on values that are already computed."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

#: The largest whole number that JavaScript holds exactly.
MAX_INT = 2**53 - 1

Operator: TypeAlias = Callable[[Sequence[Any]], Any]


class RuleError(Exception):
    """An expression that has no value: wrong shape, type or range, or too much work."""


def kind(value: Any) -> str:
    """The type of a value in the language; raises RuleError if it has none."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        in_range(value)
        return "int"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list | tuple):
        return "list"
    raise RuleError("type")


def in_range(number: int) -> int:
    if abs(number) > MAX_INT:
        raise RuleError("range")
    return number


def as_bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise RuleError("type")
    return value


def as_int(value: Any) -> int:
    if kind(value) != "int":
        raise RuleError("type")
    return int(value)


def equal(left: Any, right: Any) -> bool:
    """Equality without coercion: true is not 1, and lists are equal item by item."""
    if kind(left) != kind(right):
        return False
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(equal, left, right))
    return bool(left == right)


def _ordered(compare: Callable[[Any, Any], bool]) -> Operator:
    def decide(values: Sequence[Any]) -> bool:
        left, right = (_comparable(value) for value in values)
        if type(left) is not type(right):
            raise RuleError("type")
        return compare(left, right)

    return decide


def _comparable(value: Any) -> int | bytes:
    """Numbers by size, texts by UTF-16 code units as JavaScript orders them."""
    match kind(value):
        case "int":
            return int(value)
        case "text":
            return str(value).encode("utf-16-be", "surrogatepass")
        case _:
            raise RuleError("type")


def _in(values: Sequence[Any]) -> bool:
    wanted, among = values
    if kind(among) != "list":
        raise RuleError("type")
    return any(equal(wanted, each) for each in among)


def _empty(values: Sequence[Any]) -> bool:
    (value,) = values
    return value is None or (kind(value) in {"text", "list"} and len(value) == 0)


def _len(values: Sequence[Any]) -> int:
    """Code points of a text, items of a list."""
    (value,) = values
    if kind(value) not in {"text", "list"}:
        raise RuleError("type")
    return len(value)


def _chained(step: Callable[[int, int], int]) -> Operator:
    def compute(values: Sequence[Any]) -> int:
        first, *rest = (as_int(value) for value in values)
        for each in rest:
            first = in_range(step(first, each))
        return first

    return compute


def _divided(up: bool) -> Operator:
    def compute(values: Sequence[Any]) -> int:
        dividend, divisor = (as_int(value) for value in values)
        if divisor == 0:
            raise RuleError("zero")
        return -(-dividend // divisor) if up else dividend // divisor

    return compute


#: Name → how many arguments it takes (None: one or more) and what it does with them.
OPERATORS: Mapping[str, tuple[int | None, Operator]] = {
    "not": (1, lambda values: not as_bool(values[0])),
    "==": (2, lambda values: equal(*values)),
    "!=": (2, lambda values: not equal(*values)),
    "<": (2, _ordered(operator.lt)),
    "<=": (2, _ordered(operator.le)),
    ">": (2, _ordered(operator.gt)),
    ">=": (2, _ordered(operator.ge)),
    "in": (2, _in),
    "empty": (1, _empty),
    "len": (1, _len),
    "+": (None, _chained(operator.add)),
    "-": (None, _chained(operator.sub)),
    "*": (None, _chained(operator.mul)),
    "div_floor": (2, _divided(up=False)),
    "div_ceil": (2, _divided(up=True)),
    "max": (None, lambda values: max(as_int(value) for value in values)),
    "min": (None, lambda values: min(as_int(value) for value in values)),
}
