"""A few operators of the condition language, enough to price the schedules of these tests."""

from collections.abc import Mapping
from typing import Any


def evaluate(expression: Any, env: Mapping[str, object]) -> Any:
    if isinstance(expression, list):
        return [evaluate(each, env) for each in expression]
    if not isinstance(expression, dict):
        return expression
    ((operator, arguments),) = expression.items()
    if operator == "var":
        return env.get(arguments[0])
    values = [evaluate(each, env) for each in arguments]
    return values[0] == values[1] if operator == "==" else all(values)
