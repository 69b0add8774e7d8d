"""Judging the fields of a page or of a row together: what is visible, required, and valid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from forms.conditions import RuleError, evaluate, holds
from forms.context import Context
from forms.definition import Field
from forms.fields.registry import Coerced, FieldProblem, field_type, refused
from forms.problems import Problem
from forms.values import Typed, Value


@dataclass(slots=True)
class Block:
    """What the fields judged so far came to.

    `known` is what later conditions see: the values, and what was computed from them.
    """

    known: dict[str, Value] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    visible: set[str] = field(default_factory=set)

    def judge(
        self,
        fields: Iterable[Field],
        typed: Mapping[str, Typed],
        context: Context,
    ) -> None:
        """Add fields in the order they are asked; a hidden one leaves no trace."""
        for each in fields:
            if each.visible_if is None or holds(each.visible_if, self.known):
                answer = each.fixed_answer or typed.get(each.key, "")
                self._judge_visible(each, answer, context)

    def _judge_visible(self, definition: Field, typed: Typed, context: Context) -> None:
        self.visible.add(definition.key)
        if not field_type(definition.type).has_answer:
            self._compute(definition)
            return
        coerced = _coerce(definition, typed, replace(context, values=self.known))
        self.problems += (_named(definition, each) for each in coerced.problems)
        self.warnings += (_named(definition, each) for each in coerced.warnings)
        self.visible |= {f"{definition.key}.{path}" for path in coerced.seen}
        if coerced.value is not None:
            self.values[definition.key] = self.known[definition.key] = coerced.value

    def _compute(self, definition: Field) -> None:
        expression = definition.settings.get("expression")
        if expression is None:
            return
        try:
            self.known[definition.key] = evaluate(expression, self.known)
        except RuleError:
            return


def _coerce(definition: Field, typed: Typed, context: Context) -> Coerced:
    kind = field_type(definition.type)
    if kind.is_answered(definition, typed):
        return kind.coerce(definition, typed, context)
    required = definition.required or (
        definition.required_if is not None and holds(definition.required_if, context.values)
    )
    return refused(kind.required_code) if required else Coerced()


def _named(definition: Field, problem: FieldProblem) -> Problem:
    path = f"{definition.key}.{problem.part}" if problem.part else definition.key
    return Problem(path, problem.code, problem.label or definition.label, problem.params)
