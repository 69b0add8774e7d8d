"""Consumption tax is rounded once for each receipt and rate."""

import pytest

from payments.money import Money
from payments.taxes import TaxClass, TaxTotal, tax_included, tax_totals

TAXED, EXEMPT = TaxClass.TAXABLE_10, TaxClass.NON_TAXABLE


@pytest.mark.parametrize(
    ("amount", "tax"), [(0, 0), (10, 0), (11, 1), (1100, 100), (1099, 99), (3000, 272)]
)
def test_tax_inside_an_amount_is_rounded_down(amount: int, tax: int) -> None:
    assert tax_included(TAXED, Money(amount)) == Money(tax)


def test_statutory_fee_contains_no_tax() -> None:
    assert tax_included(EXEMPT, Money(300)) == Money(0)


def test_tax_is_taken_of_the_sum_and_not_of_each_line() -> None:
    assert tax_totals([(TAXED, 10), (TAXED, 10)]) == (TaxTotal(TAXED, Money(20), Money(1)),)


def test_reduction_lowers_the_total_of_its_rate_only() -> None:
    assert tax_totals([(TAXED, 2200), (EXEMPT, 300), (TAXED, -1100)]) == (
        TaxTotal(EXEMPT, Money(300), Money(0)),
        TaxTotal(TAXED, Money(1100), Money(100)),
    )


def test_rate_with_nothing_left_is_not_shown() -> None:
    assert tax_totals([(TAXED, 500), (TAXED, -500)]) == ()
