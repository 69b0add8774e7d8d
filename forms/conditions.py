"""The condition language: small, strictly typed trees for visibility, fees and routing.

An expression is a scalar, a list, or `{"op": [arguments]}`.  There is no coercion: `1` is neither
`"1"` nor true, and a wrong type raises RuleError.  `app/web/static/js/conditions.js` says the
same in JavaScript, and a test runs generated cases in both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from forms.operators import MAX_INT, OPERATORS, RuleError, as_bool, as_int, in_range, kind

__all__ = [
    "MAX_INT",
    "Env",
    "Expression",
    "RuleError",
    "Variables",
    "check_condition",
    "check_expression",
    "evaluate",
    "holds",
    "variables",
]

Expression: TypeAlias = Any  #: as read from JSON
Env: TypeAlias = Mapping[str, Any]

#: How many nodes one evaluation may visit.
FUEL = 10_000
#: How deep an expression may nest.
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Variables:
    """The names an expression may use; `rows` says for each group what its rows hold."""

    names: frozenset[str]
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)


def evaluate(expression: Expression, env: Env, fuel: int = FUEL) -> Any:
    """The value of an expression among the answers in `env`; raises RuleError.

    A name that `env` does not have is null; `a.b` is the part `b` of the answer `a`.
    """
    return _Evaluation(fuel).value(expression, env, 0)


def holds(condition: Expression, env: Env) -> bool:
    """Whether a condition is true; one that cannot be judged is not."""
    try:
        return evaluate(condition, env) is True
    except RuleError:
        return False


def variables(expression: Expression) -> frozenset[str]:
    """Every name that an expression reads, those inside rows included."""
    return frozenset(_names(expression))


def check_expression(expression: Expression, known: Variables) -> list[str]:
    """What is wrong with an expression before any answer is known: shapes and names."""
    return list(_faults(expression, known, 0))


def check_condition(expression: Expression, known: Variables) -> list[str]:
    """The same for an expression that has to be true or false."""
    problems = check_expression(expression, known)
    if not problems and not _may_be_bool(expression):
        problems.append("is never true or false")
    return problems


class _Evaluation:
    """One run: counts the nodes it visits."""

    def __init__(self, fuel: int) -> None:
        self._fuel = fuel

    def value(self, expression: Expression, env: Env, depth: int) -> Any:
        self._fuel -= 1
        if self._fuel < 0 or depth > MAX_DEPTH:
            raise RuleError("fuel")
        if isinstance(expression, list | tuple):
            return [self.value(each, env, depth + 1) for each in expression]
        if not isinstance(expression, dict):
            kind(expression)
            return expression
        name, arguments = _split(expression)
        if name in _SPECIAL:
            _, compute = _SPECIAL[name]
            return compute(self, arguments, env, depth + 1)
        _, operate = OPERATORS[name]
        return operate([self.value(each, env, depth + 1) for each in arguments])

    def var(self, arguments: Sequence[Any], env: Env, _depth: int) -> Any:
        return _look_up(arguments[0], env)

    def choose(self, arguments: Sequence[Any], env: Env, depth: int) -> Any:
        condition, then, otherwise = arguments
        chosen = then if as_bool(self.value(condition, env, depth)) else otherwise
        return self.value(chosen, env, depth)

    def every(self, arguments: Sequence[Any], env: Env, depth: int) -> bool:
        return all(as_bool(self.value(each, env, depth)) for each in arguments)

    def either(self, arguments: Sequence[Any], env: Env, depth: int) -> bool:
        return any(as_bool(self.value(each, env, depth)) for each in arguments)

    def some(self, arguments: Sequence[Any], env: Env, depth: int) -> bool:
        return any(as_bool(each) for each in self._over_rows(arguments, env, depth))

    def count(self, arguments: Sequence[Any], env: Env, depth: int) -> int:
        return sum(as_bool(each) for each in self._over_rows(arguments, env, depth))

    def total(self, arguments: Sequence[Any], env: Env, depth: int) -> int:
        result = 0
        for each in self._over_rows(arguments, env, depth):
            result = in_range(result + as_int(each))
        return result

    def _over_rows(self, arguments: Sequence[Any], env: Env, depth: int) -> Iterator[Any]:
        name, expression = arguments
        rows = _look_up(name, env)
        if rows is None:
            return
        if kind(rows) != "list" or not all(isinstance(row, Mapping) for row in rows):
            raise RuleError("type")
        for row in rows:
            yield self.value(expression, {**env, **row}, depth)


#: Operators that do not simply compute all their arguments first, with how many they take.
_SPECIAL: Mapping[str, tuple[int | None, Callable[[_Evaluation, Sequence[Any], Env, int], Any]]] = {
    "var": (1, _Evaluation.var),
    "if": (3, _Evaluation.choose),
    "and": (None, _Evaluation.every),
    "or": (None, _Evaluation.either),
    "some": (2, _Evaluation.some),
    "sum": (2, _Evaluation.total),
    "count": (2, _Evaluation.count),
}
_OVER_ROWS = frozenset({"some", "sum", "count"})
_NEVER_BOOL = frozenset(
    {"sum", "count", "len", "+", "-", "*", "div_floor", "div_ceil", "max", "min"}
)


def _split(expression: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
    """The operator and its arguments; raises RuleError for a wrong shape or an unknown name."""
    if len(expression) != 1:
        raise RuleError("shape")
    ((name, arguments),) = expression.items()
    if name not in _SPECIAL and name not in OPERATORS:
        raise RuleError("op")
    wanted = _SPECIAL[name][0] if name in _SPECIAL else OPERATORS[name][0]
    if not isinstance(arguments, list | tuple) or not arguments:
        raise RuleError("shape")
    if wanted is not None and len(arguments) != wanted:
        raise RuleError("shape")
    if name in _OVER_ROWS | {"var"} and not isinstance(arguments[0], str):
        raise RuleError("shape")
    return name, arguments


def _look_up(name: str, env: Env) -> Any:
    """An answer by name.  Of the composite ones only the free text of a choice has a value
    when read whole: the choice `other`.
    """
    value = env.get(name)
    if name not in env:
        whole, _, part = name.partition(".")
        outer = env.get(whole)
        value = outer.get(part) if isinstance(outer, Mapping) else None
    if isinstance(value, Mapping) and value.keys() == {"other"}:
        return "other"
    kind(value)
    return value


def _names(expression: Expression) -> Iterator[str]:
    if isinstance(expression, list | tuple):
        for each in expression:
            yield from _names(each)
    elif isinstance(expression, dict):
        for name, arguments in expression.items():
            if name in _OVER_ROWS | {"var"}:
                yield from arguments[:1]
            yield from _names(arguments)


def _faults(expression: Expression, known: Variables, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        yield "nests too deep"
    elif isinstance(expression, list | tuple):
        for each in expression:
            yield from _faults(each, known, depth + 1)
    elif isinstance(expression, dict):
        yield from _faults_of_operation(expression, known, depth)
    else:
        try:
            kind(expression)
        except RuleError:
            yield f"{expression!r} is no value of the language"


def _faults_of_operation(expression: dict[str, Any], known: Variables, depth: int) -> Iterator[str]:
    try:
        name, arguments = _split(expression)
    except RuleError as error:
        what = "unknown operator" if str(error) == "op" else "wrong arguments"
        yield f"{what}: {', '.join(map(str, expression))}"
        return
    if name == "var":
        if arguments[0] not in known.names:
            yield f"unknown or later field: {arguments[0]}"
    elif name in _OVER_ROWS:
        group, inner = arguments
        if group not in known.rows:
            yield f"unknown or later group: {group}"
        inside = known.names | known.rows.get(group, frozenset())
        yield from _faults(inner, Variables(inside, known.rows), depth + 1)
    else:
        for each in arguments:
            yield from _faults(each, known, depth + 1)


def _may_be_bool(expression: Expression) -> bool:
    if isinstance(expression, dict):
        return not _NEVER_BOOL & expression.keys()
    return isinstance(expression, bool)
