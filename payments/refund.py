"""Refund policies: how much of a paid bill goes back, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from payments.lines import QuoteLine
from payments.money import Money, total


class Occasion(StrEnum):
    """Why money may go back."""

    WITHDRAWN_BEFORE_REVIEW = "withdrawn_before_review"
    WITHDRAWN_AFTER_REVIEW = "withdrawn_after_review"
    REFUSED = "refused"
    CANCELLED = "cancelled"  #: a booking, some days before its day
    CITYS_FAULT = "citys_fault"
    CLOSED = "closed"  #: by a clerk without a decision; no policy has a rule, somebody decides


@dataclass(frozen=True, slots=True)
class RefundRule:
    """A share in percent, or None: a clerk decides and gives the reason."""

    percent: int | None

    @property
    def clerk_decides(self) -> bool:
        return self.percent is None


CLERK_DECIDES = RefundRule(None)
WHOLE = RefundRule(100)


@dataclass(frozen=True, slots=True)
class CancellationStep:
    """The share given back when cancelled at least so many days before the day of use."""

    days_before: int
    percent: int


@dataclass(frozen=True, slots=True)
class RefundPolicy:
    """The rule for each occasion.  What it does not mention is for a clerk to decide."""

    rules: Mapping[Occasion, RefundRule]
    cancelled: tuple[CancellationStep, ...] = ()

    def rule(self, occasion: Occasion, days_before: int | None = None) -> RefundRule:
        """Return the rule; `days_before` counts calendar days to the day of use."""
        if occasion is Occasion.CANCELLED:
            return self._cancellation_rule(days_before)
        return self.rules.get(occasion, CLERK_DECIDES)

    def _cancellation_rule(self, days_before: int | None) -> RefundRule:
        if days_before is None or not self.cancelled:
            return CLERK_DECIDES
        reached = [step for step in self.cancelled if step.days_before <= days_before]
        if not reached:
            return RefundRule(0)
        return RefundRule(max(reached, key=lambda step: step.days_before).percent)


@dataclass(frozen=True, slots=True)
class RefundPart:
    """What goes back out of one revenue account under one rule.

    `paid` is the net of the lines; `amount` is what goes back, None while a clerk has to decide.
    """

    account: str
    paid: Money
    amount: Money | None


@dataclass(frozen=True, slots=True)
class RefundDue:
    """What goes back by rule, and what a clerk still has to decide."""

    parts: tuple[RefundPart, ...]

    @property
    def amount(self) -> Money:
        return total(part.amount for part in self.parts if part.amount is not None)

    @property
    def undecided(self) -> tuple[RefundPart, ...]:
        return tuple(part for part in self.parts if part.amount is None)

    def by_account(self) -> dict[str, Money]:
        """Return what goes back by rule from each revenue account."""
        amounts: dict[str, Money] = {}
        for part in self.parts:
            if part.amount:
                amounts[part.account] = amounts.get(part.account, Money(0)) + part.amount
        return amounts


def refund_due(
    lines: Iterable[QuoteLine],
    policies: Mapping[str, RefundPolicy],
    occasion: Occasion,
    days_before: int | None = None,
) -> RefundDue:
    """Apply each line's policy; the share is taken of the net of a policy, rounded down to a yen.

    A line without a policy goes back whole.  Raises KeyError for a policy nobody wrote.
    """
    net: dict[tuple[str, str | None], int] = {}
    for line in lines:
        group = line.account, line.refund_policy
        net[group] = net.get(group, 0) + line.signed_yen
    return RefundDue(
        tuple(
            _part(account, Money(paid), _rule(policies, policy, occasion, days_before))
            for (account, policy), paid in net.items()
        )
    )


def _rule(
    policies: Mapping[str, RefundPolicy],
    policy: str | None,
    occasion: Occasion,
    days_before: int | None,
) -> RefundRule:
    return WHOLE if policy is None else policies[policy].rule(occasion, days_before)


def _part(account: str, paid: Money, rule: RefundRule) -> RefundPart:
    return RefundPart(account, paid, None if rule.percent is None else paid.percent(rule.percent))
