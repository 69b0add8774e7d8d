"""Fee schedules: what a procedure costs, in words a quote can work out.

Conditions and quantities are expressions of the form's condition language.  This package does not
know that language: whoever asks for a quote brings the evaluator.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from payments.methods import PaymentMethod
from payments.money import Money
from payments.refund import RefundPolicy
from payments.tables import LocalText
from payments.taxes import TaxClass

Expression = object
"""A JSON tree in the form's condition language; None where there is no condition."""

POSTAGE_KEY = "postage"


class FeeTiming(StrEnum):
    """When the fee is due."""

    NONE = "none"
    ON_FILING = "on_filing"
    AFTER_REVIEW = "after_review"
    AT_VISIT = "at_visit"


class RoundingMode(StrEnum):
    FLOOR = "floor"
    CEIL = "ceil"


@dataclass(frozen=True, slots=True)
class Rounding:
    """How an amount reached by a percentage becomes a sum one can pay."""

    unit_yen: int = 1
    mode: RoundingMode = RoundingMode.FLOOR

    def round_hundredths(self, hundredths_of_yen: int) -> Money:
        """Round hundredths of a yen to the unit, once.  Unit: 1/100 yen, never negative."""
        step = self.unit_yen * 100
        steps, rest = divmod(hundredths_of_yen, step)
        up = 1 if rest and self.mode is RoundingMode.CEIL else 0
        return Money((steps + up) * self.unit_yen)


@dataclass(frozen=True, slots=True)
class PriceReference:
    """Where a unit price stands.  A row given as a list is joined with ":" ("hall:morning")."""

    table: str
    row: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One priced thing, or one for each row of a repeating answer."""

    key: str
    label: LocalText
    unit_price: PriceReference
    quantity: Expression = 1
    for_each: str | None = None  #: key of a field whose value is a list of rows
    when: Expression = None
    account: str  #: code of the revenue account (款項目節)
    tax: TaxClass
    refund: str  #: key of a refund policy of the schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A surcharge (percent above 0) or reduction (below 0) on the sum of named lines."""

    key: str
    label: LocalText
    of: tuple[str, ...]  #: keys of lines and of earlier adjustments, all of one account
    percent: int
    when: Expression
    clause: str = ""  #: where the ordinance grants it
    needs_decision: bool = False  #: the answer only claims it; it counts once an official grants it
    exclusive_with: tuple[str, ...] = ()  #: adjustments whose place it takes when it applies

    @property
    def is_reduction(self) -> bool:
        return self.percent < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PostageRule:
    """Postage for sending the result, by weight."""

    table: str
    items: Expression  #: number of sheets or copies in the letter
    label: LocalText
    account: str
    tax: TaxClass
    when: Expression = True
    express: Expression = False
    refund: str | None = None  #: None: not yet spent, it goes back whole


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSchedule:
    """Everything a procedure says about its fee."""

    timing: FeeTiming = FeeTiming.NONE
    methods: tuple[PaymentMethod, ...] = ()
    note: LocalText = field(default_factory=dict)
    confidence: str = ""
    free_if: Expression = None
    lines: tuple[FeeLine, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    postage: PostageRule | None = None
    rounding: Rounding = Rounding()
    refunds: Mapping[str, RefundPolicy] = field(default_factory=dict)

    def price_tables(self) -> frozenset[str]:
        return frozenset(line.unit_price.table for line in self.lines)

    def accounts(self) -> frozenset[str]:
        """Return the codes of all revenue accounts money may go to."""
        postage = (self.postage,) if self.postage else ()
        return frozenset(part.account for part in (*self.lines, *postage))

    def expressions(self) -> Iterator[tuple[str, Expression, str | None]]:
        """Walk all expressions as (path, expression, key of the rows it may look into)."""
        yield "free_if", self.free_if, None
        for index, line in enumerate(self.lines):
            yield f"lines.{index}.when", line.when, line.for_each
            yield f"lines.{index}.quantity", line.quantity, line.for_each
            yield f"lines.{index}.unit_price.row", line.unit_price.row, line.for_each
        for index, adjustment in enumerate(self.adjustments):
            yield f"adjustments.{index}.when", adjustment.when, None
        if self.postage:
            yield "postage.when", self.postage.when, None
            yield "postage.items", self.postage.items, None
            yield "postage.express", self.postage.express, None
