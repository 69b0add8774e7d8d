"""Consumption tax contained in amounts, worked out once for each receipt and rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from payments.money import ZERO, Money


class TaxClass(StrEnum):
    """How a fee is taxed.  Statutory fees are exempt, use of a facility is taxed."""

    NON_TAXABLE = "non_taxable"
    TAXABLE_10 = "taxable_10"

    @property
    def percent(self) -> int:
        return _PERCENT[self]


_PERCENT = {TaxClass.NON_TAXABLE: 0, TaxClass.TAXABLE_10: 10}


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """All amounts of one tax class together, tax included."""

    tax: TaxClass
    amount: Money
    tax_included: Money


def tax_included(tax: TaxClass, amount: Money) -> Money:
    """Return the tax contained in an amount; what is left of a yen is dropped.

    Source: 消費税法施行令第70条の10 (one rounding for each invoice and rate, its direction is
    the issuer's choice).
    """
    return Money(amount.yen * tax.percent // (100 + tax.percent))


def tax_totals(amounts: Iterable[tuple[TaxClass, int]]) -> tuple[TaxTotal, ...]:
    """Add up signed yen for each tax class, in the order of TaxClass, leaving out empty ones.

    Raises ValueError when reductions exceed what they reduce.
    """
    yen: dict[TaxClass, int] = {}
    for tax, signed in amounts:
        yen[tax] = yen.get(tax, 0) + signed
    sums = {tax: Money(yen[tax]) for tax in TaxClass if tax in yen}
    return tuple(
        TaxTotal(tax, amount, tax_included(tax, amount))
        for tax, amount in sums.items()
        if amount != ZERO
    )
