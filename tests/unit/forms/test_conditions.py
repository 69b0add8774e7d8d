"""The condition language is strict, bounded, and knows its names."""

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.conditions import (
    MAX_INT,
    RuleError,
    Variables,
    check_condition,
    check_expression,
    evaluate,
    holds,
    variables,
)
from forms.operators import kind
from tests.support.expressions import generate_answers, generate_expression

ROWS = [{"item": "chair", "quantity": 2}, {"item": "bed", "quantity": 1}]
KNOWN = Variables(frozenset({"number", "city.name"}), {"items": frozenset({"quantity"})})


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ({"==": [1, 1]}, True),
        ({"==": [True, 1]}, False),
        ({"==": [["a", 1], ["a", 1]]}, True),
        ({"==": [["a"], ["a", "b"]]}, False),
        ({"!=": [None, ""]}, True),
        ({"<": ["a", "b"]}, True),
        ({">=": [3, 3]}, True),
        ({"in": ["b", ["a", "b"]]}, True),
        ({"not": [False]}, True),
        ({"empty": [[]]}, True),
        ({"empty": [0]}, False),
        ({"len": ["𠮷野家"]}, 3),
        ({"+": [1, 2, 3]}, 6),
        ({"-": [5, 2]}, 3),
        ({"*": [4, -2]}, -8),
        ({"div_floor": [-7, 2]}, -4),
        ({"div_ceil": [7, 2]}, 4),
        ({"max": [1, 9, 3]}, 9),
        ({"min": [1, 9, 3]}, 1),
        ({"if": [{"empty": [None]}, "a", "b"]}, "a"),
        ({"and": [True, False]}, False),
        ({"or": [False, True]}, True),
    ],
)
def test_operators_compute_what_their_names_say(expression: Any, value: Any) -> None:
    assert evaluate(expression, {}) == value


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ({"+": [1, "1"]}, "type"),
        ({"+": [True, 1]}, "type"),
        ({"<": [1, "2"]}, "type"),
        ({"<": [True, False]}, "type"),
        ({"and": [1]}, "type"),
        ({"not": [None]}, "type"),
        ({"in": ["a", "abc"]}, "type"),
        ({"len": [5]}, "type"),
        (1.5, "type"),
        ({"+": [MAX_INT, 1]}, "range"),
        (MAX_INT + 1, "range"),
        ({"div_floor": [1, 0]}, "zero"),
        ({"==": [1]}, "shape"),
        ({"and": []}, "shape"),
        ({"var": [1]}, "shape"),
        ({"not": True}, "shape"),
        ({"==": [1, 1], "!=": [1, 1]}, "shape"),
        ({"eval": ["1"]}, "op"),
        ({"some": ["number", True]}, "type"),
    ],
)
def test_what_has_no_value_is_refused_with_its_reason(expression: Any, reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        evaluate(expression, {"number": 1})


def test_conditions_short_circuit_before_a_wrong_type() -> None:
    guarded = {"and": [{"not": [{"empty": [{"var": ["n"]}]}]}, {">": [{"var": ["n"]}, 3]}]}
    assert evaluate(guarded, {}) is False
    assert evaluate(guarded, {"n": 4}) is True


def test_missing_answers_are_null() -> None:
    assert evaluate({"var": ["nobody.asked"]}, {}) is None


def test_parts_of_an_address_are_read_by_name() -> None:
    assert evaluate({"var": ["address.city"]}, {"address": {"city": "郡山市"}}) == "郡山市"


def test_free_text_of_a_choice_reads_as_other() -> None:
    env = {"purpose": {"other": "花見"}}
    assert evaluate([{"var": ["purpose"]}, {"var": ["purpose.other"]}], env) == ["other", "花見"]


def test_composite_answers_have_no_value_as_a_whole() -> None:
    with pytest.raises(RuleError, match="type"):
        evaluate({"var": ["address"]}, {"address": {"city": "郡山市"}})


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ({"some": ["items", {"==": [{"var": ["item"]}, "bed"]}]}, True),
        ({"some": ["items", {"==": [{"var": ["item"]}, "sofa"]}]}, False),
        ({"count": ["items", {">": [{"var": ["quantity"]}, 1]}]}, 1),
        ({"sum": ["items", {"*": [{"var": ["quantity"]}, {"var": ["price"]}]}]}, 900),
        ({"sum": ["nothing", 1]}, 0),
    ],
)
def test_rows_look_inside_first_and_outside_then(expression: Any, value: Any) -> None:
    assert evaluate(expression, {"items": ROWS, "price": 300}) == value


def test_too_much_work_is_refused() -> None:
    with pytest.raises(RuleError, match="fuel"):
        evaluate([[1] * 100] * 200, {})


def test_too_deep_an_expression_is_refused_before_python_runs_out_of_stack() -> None:
    deep: Any = True
    for _ in range(500):
        deep = {"not": [deep]}
    with pytest.raises(RuleError, match="fuel"):
        evaluate(deep, {})
    assert "nests too deep" in check_expression(deep, KNOWN)


def test_condition_that_cannot_be_judged_does_not_hold() -> None:
    assert not holds({">": [{"var": ["number"]}, 3]}, {})


@given(st.randoms(use_true_random=False))
def test_every_expression_has_a_value_of_the_language_or_is_refused(random: Random) -> None:
    expression, answers = generate_expression(random), generate_answers(random)
    with suppress(RuleError):
        assert kind(evaluate(expression, answers)) in {"null", "bool", "int", "text", "list"}


@given(st.integers(-MAX_INT, MAX_INT), st.integers(-MAX_INT, MAX_INT).filter(bool))
def test_divisions_round_down_and_up_around_the_exact_result(dividend: int, divisor: int) -> None:
    down = evaluate({"div_floor": [dividend, divisor]}, {})
    up = evaluate({"div_ceil": [dividend, divisor]}, {})
    assert up - down == (0 if dividend % divisor == 0 else 1)
    assert 0 <= dividend - down * divisor < divisor or divisor < dividend - down * divisor <= 0


def test_names_of_an_expression_include_those_inside_rows() -> None:
    expression = {"and": [{"some": ["items", {"==": [{"var": ["item"]}, {"var": ["kind"]}]}]}]}
    assert variables(expression) == {"items", "item", "kind"}


@pytest.mark.parametrize(
    "expression",
    [
        {">": [{"var": ["number"]}, 1]},
        {"==": [{"var": ["city.name"]}, "郡山市"]},
        {"some": ["items", {">": [{"var": ["quantity"]}, {"var": ["number"]}]}]},
        {"in": [{"var": ["number"]}, [1, 2]]},
    ],
)
def test_known_names_pass_the_check(expression: Any) -> None:
    assert check_condition(expression, KNOWN) == []


def test_check_names_every_fault_at_once() -> None:
    expression = {"and": [{"==": [{"var": ["later"]}, 1]}, {"some": ["rows", True]}, {"xor": []}]}
    assert check_condition(expression, KNOWN) == [
        "unknown or later field: later",
        "unknown or later group: rows",
        "unknown operator: xor",
    ]


def test_names_of_rows_are_unknown_outside_them() -> None:
    assert check_expression({"var": ["quantity"]}, KNOWN) == ["unknown or later field: quantity"]


@pytest.mark.parametrize("expression", [{"+": [1, 2]}, 1, ["a"], {"not": 1}, 0.5])
def test_what_is_no_condition_fails_the_check(expression: Any) -> None:
    assert check_condition(expression, KNOWN) != []
