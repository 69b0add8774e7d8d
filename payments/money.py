"""Money: whole Japanese yen, the only way an amount travels through this package."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in Japanese yen.  Never a float, never negative, never another currency."""

    yen: int

    def __post_init__(self) -> None:
        if type(self.yen) is not int:
            raise TypeError(f"yen must be an int, got {type(self.yen).__name__}")
        if self.yen < 0:
            raise ValueError(f"yen must not be negative, got {self.yen}")

    def __add__(self, other: Self) -> Self:
        return type(self)(self.yen + other.yen)

    def __sub__(self, other: Self) -> Self:
        """Raise ValueError when more is taken away than is there."""
        return type(self)(self.yen - other.yen)

    def __mul__(self, quantity: int) -> Self:
        return type(self)(self.yen * quantity)

    def __bool__(self) -> bool:
        return self.yen > 0

    def __str__(self) -> str:
        return f"{self.yen:,}円"

    def percent(self, percent: int) -> Self:
        """Return that share in whole yen; what is left of a yen is dropped."""
        return type(self)(self.yen * percent // 100)


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """Add up any number of amounts; none at all is 0 yen."""
    return sum(amounts, ZERO)
