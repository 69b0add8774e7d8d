"""Money is whole yen and cannot go wrong silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.money import ZERO, Money, total

yen = st.integers(0, 10**9)


@pytest.mark.parametrize("amount", [1.0, True, "100"])
def test_anything_but_an_int_is_refused(amount: object) -> None:
    with pytest.raises(TypeError):
        Money(amount)  # type: ignore[arg-type]


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Money(100) - Money(101)


def test_amount_is_shown_as_japanese_yen() -> None:
    assert str(Money(1_234_500)) == "1,234,500円"


def test_only_zero_is_false() -> None:
    assert not ZERO
    assert Money(1)


@given(st.lists(yen))
def test_total_is_the_sum_of_all_yen(amounts: list[int]) -> None:
    assert total(map(Money, amounts)) == Money(sum(amounts))


@given(yen, st.integers(0, 100))
def test_share_and_rest_never_exceed_the_whole(amount: int, percent: int) -> None:
    whole = Money(amount)
    assert whole.percent(percent) + whole.percent(100 - percent) <= whole


@given(yen, st.integers(0, 1000))
def test_many_of_one_price_divide_back(amount: int, quantity: int) -> None:
    assert (Money(amount) * quantity).yen == amount * quantity
