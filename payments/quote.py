"""Quotes: what a schedule asks for the given answers on a given day, line by line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from payments.errors import FeeError
from payments.fees import POSTAGE_KEY, Adjustment, Expression, FeeLine, FeeSchedule, PostageRule
from payments.lines import LineKind, QuoteLine
from payments.money import ZERO, Money
from payments.tables import LocalText, TableSet

Evaluate = Callable[[Expression, Mapping[str, object]], object]
"""Works out one expression in an environment of answers by field key."""


@dataclass(frozen=True, slots=True)
class ClaimedAdjustment:
    """A reduction the answers ask for and no official has granted yet."""

    key: str
    label: LocalText
    percent: int
    clause: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What is to be paid.  `claimed` is not taken into account."""

    lines: tuple[QuoteLine, ...] = ()
    claimed: tuple[ClaimedAdjustment, ...] = ()

    @property
    def total(self) -> Money:
        return Money(sum(line.signed_yen for line in self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a quote depends on beside the schedule."""

    values: Mapping[str, object]  #: final answers, hidden ones removed
    on: date  #: the day whose prices hold
    granted: frozenset[str] = frozenset()  #: keys of adjustments an official has granted


def quote(
    schedule: FeeSchedule, tables: TableSet, circumstances: Circumstances, evaluate: Evaluate
) -> Quote:
    """Work out the bill.

    Raises PriceMissing where a table has no answer, FeeError where the answers do not say enough;
    what the evaluator raises passes through.
    """
    return _Quoting(schedule, tables, circumstances, evaluate).run()


@dataclass(frozen=True, slots=True)
class _Quoting:
    schedule: FeeSchedule
    tables: TableSet
    circumstances: Circumstances
    evaluate: Evaluate

    def run(self) -> Quote:
        free_if = self.schedule.free_if
        if free_if is not None and self._holds(free_if, self._values):
            return Quote()
        lines = [quoted for line in self.schedule.lines for quoted in self._priced(line)]
        applied, claimed = self._asked_for()
        for adjustment in applied:
            lines.extend(self._adjusted(adjustment, lines))
        _refuse_overlap(applied, lines)
        if self.schedule.postage:
            lines.extend(self._postage(self.schedule.postage))
        return Quote(tuple(lines), tuple(_claim(adjustment) for adjustment in claimed))

    @property
    def _values(self) -> Mapping[str, object]:
        return self.circumstances.values

    def _priced(self, line: FeeLine) -> Iterator[QuoteLine]:
        for index, env in self._scopes(line.for_each):
            if not self._holds(line.when, env):
                continue
            quantity = self._count(line.quantity, env)
            if quantity:
                yield self._priced_line(line, index, env, quantity)

    def _scopes(self, for_each: str | None) -> Iterator[tuple[int | None, Mapping[str, object]]]:
        if for_each is None:
            yield None, self._values
            return
        rows = self._values.get(for_each) or []
        if not isinstance(rows, list | tuple):
            raise FeeError(f"{for_each} has no rows")
        for index, row in enumerate(rows):
            if not isinstance(row, Mapping):
                raise FeeError(f"{for_each} has no rows")
            yield index, {**self._values, **row}

    def _priced_line(
        self, line: FeeLine, index: int | None, env: Mapping[str, object], quantity: int
    ) -> QuoteLine:
        table = self.tables.price_table(line.unit_price.table)
        row = self._row_name(line.unit_price.row, env)
        return QuoteLine(
            key=line.key,
            label=line.label,
            unit_price=table.price(row, self.circumstances.on),
            quantity=quantity,
            account=line.account,
            tax=line.tax,
            refund_policy=line.refund,
            table=table.id,
            price_row=row,
            edition=table.edition_on(self.circumstances.on).valid_from,
            row=index,
        )

    def _asked_for(self) -> tuple[list[Adjustment], list[Adjustment]]:
        """Return the adjustments that apply, and those that are only claimed."""
        wanted = [a for a in self.schedule.adjustments if self._holds(a.when, self._values)]
        claimed = [
            a for a in wanted if a.needs_decision and a.key not in self.circumstances.granted
        ]
        due = [a for a in wanted if a not in claimed]
        displaced = {key for adjustment in due for key in adjustment.exclusive_with}
        return [a for a in due if a.key not in displaced], claimed

    def _adjusted(self, adjustment: Adjustment, lines: list[QuoteLine]) -> Iterator[QuoteLine]:
        of = [line for line in lines if line.key in adjustment.of]
        amount = self._adjustment_amount(adjustment, of)
        if amount != ZERO:
            yield QuoteLine(
                key=adjustment.key,
                label=adjustment.label,
                kind=LineKind.REDUCTION if adjustment.is_reduction else LineKind.SURCHARGE,
                unit_price=amount,
                account=of[0].account,
                tax=of[0].tax,
                refund_policy=of[0].refund_policy,
            )

    def _adjustment_amount(self, adjustment: Adjustment, of: list[QuoteLine]) -> Money:
        """Round once, on the price the adjustment leads to."""
        base = max(sum(line.signed_yen for line in of), 0)
        price = self.schedule.rounding.round_hundredths(base * (100 + adjustment.percent)).yen
        return Money(max(base - price if adjustment.is_reduction else price - base, 0))

    def _postage(self, rule: PostageRule) -> Iterator[QuoteLine]:
        if not self._holds(rule.when, self._values):
            return
        items = self._count(rule.items, self._values)
        express = self._holds(rule.express, self._values)
        table = self.tables.postage_table(rule.table)
        yield QuoteLine(
            key=POSTAGE_KEY,
            label=rule.label,
            kind=LineKind.POSTAGE,
            unit_price=table.postage(items, self.circumstances.on, express=express),
            account=rule.account,
            tax=rule.tax,
            refund_policy=rule.refund,
            table=table.id,
            edition=table.edition_on(self.circumstances.on).valid_from,
        )

    def _holds(self, condition: Expression, env: Mapping[str, object]) -> bool:
        """Return True without a condition; a question nobody answered does not hold."""
        if condition is None:
            return True
        answer = self.evaluate(condition, env)
        if answer is None:
            return False
        if not isinstance(answer, bool):
            raise FeeError(f"{condition} is neither true nor false: {answer!r}")
        return answer

    def _count(self, expression: Expression, env: Mapping[str, object]) -> int:
        number = self.evaluate(expression, env)
        if type(number) is not int or number < 0:
            raise FeeError(f"{expression} is no quantity: {number!r}")
        return number

    def _row_name(self, expression: Expression, env: Mapping[str, object]) -> str:
        row = self.evaluate(expression, env)
        parts = row if isinstance(row, list) else [row]
        names = [part for part in parts if isinstance(part, str)]
        if not names or len(names) < len(parts):
            raise FeeError(f"{expression} names no row of a price table: {row!r}")
        return ":".join(names)


def _refuse_overlap(applied: list[Adjustment], lines: list[QuoteLine]) -> None:
    """Raise FeeError when reductions of the same lines together take more than there is.

    Which of them counts is for the definition to say (`exclusive_with`), not for us to guess.
    """
    reductions = [adjustment for adjustment in applied if adjustment.is_reduction]
    for one in reductions:
        together = [other for other in reductions if set(other.of) & set(one.of)]
        keys = {key for other in together for key in (other.key, *other.of)}
        if sum(line.signed_yen for line in lines if line.key in keys) < 0:
            raise FeeError(f"{', '.join(other.key for other in together)} exceed what they reduce")


def _claim(adjustment: Adjustment) -> ClaimedAdjustment:
    return ClaimedAdjustment(
        adjustment.key, adjustment.label, adjustment.percent, adjustment.clause
    )
