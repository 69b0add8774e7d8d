"""Price and postage tables: immutable editions, each valid from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from payments.errors import PriceMissing
from payments.money import ZERO, Money

LocalText = Mapping[str, str]
"""A text by locale: "ja" always, "en" and "ja-easy" where somebody wrote them."""


class _Dated(Protocol):
    @property
    def valid_from(self) -> date: ...


_EditionT = TypeVar("_EditionT", bound=_Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceEdition:
    """The prices that hold from one day on, by row."""

    valid_from: date
    rows: Mapping[str, Money]
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTable:
    """Prices by row.  A row that no edition knows has no price: it is never guessed."""

    id: str
    name: LocalText
    editions: tuple[PriceEdition, ...]

    def edition_on(self, on: date) -> PriceEdition:
        return _edition_on(self.id, self.editions, on)

    def price(self, row: str, on: date) -> Money:
        """Raise PriceMissing when the edition of that day has no such row."""
        edition = self.edition_on(on)
        if row not in edition.rows:
            raise PriceMissing(f"table {self.id}, edition {edition.valid_from}: no row {row!r}")
        return edition.rows[row]


@dataclass(frozen=True, slots=True)
class WeightStep:
    """Postage up to and including a weight."""

    up_to_grams: int
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PostageEdition:
    """Postage by weight from one day on; the express surcharge comes on top."""

    valid_from: date
    steps: tuple[WeightStep, ...]
    express: tuple[WeightStep, ...] = ()
    grams_per_item: int
    envelope_grams: int
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostageTable:
    """Postage of one letter with a number of sheets or copies in it."""

    id: str
    name: LocalText
    editions: tuple[PostageEdition, ...]

    def edition_on(self, on: date) -> PostageEdition:
        return _edition_on(self.id, self.editions, on)

    def postage(self, items: int, on: date, *, express: bool) -> Money:
        """Raise PriceMissing when the letter is heavier than the last step."""
        edition = self.edition_on(on)
        grams = edition.envelope_grams + items * edition.grams_per_item
        surcharge = self._step(edition.express, grams) if express else ZERO
        return self._step(edition.steps, grams) + surcharge

    def _step(self, steps: Sequence[WeightStep], grams: int) -> Money:
        for step in steps:
            if grams <= step.up_to_grams:
                return step.price
        raise PriceMissing(f"table {self.id}: no postage for {grams} g")


@dataclass(frozen=True, slots=True)
class TableSet:
    """All tables a quote may look into, by id."""

    prices: Mapping[str, PriceTable]
    postage: Mapping[str, PostageTable]

    @classmethod
    def of(cls, *tables: PriceTable | PostageTable) -> "TableSet":
        return cls(
            {table.id: table for table in tables if isinstance(table, PriceTable)},
            {table.id: table for table in tables if isinstance(table, PostageTable)},
        )

    def price_table(self, table_id: str) -> PriceTable:
        return _table(self.prices, table_id)

    def postage_table(self, table_id: str) -> PostageTable:
        return _table(self.postage, table_id)


_TableT = TypeVar("_TableT")


def _table(tables: Mapping[str, _TableT], table_id: str) -> _TableT:
    if table_id not in tables:
        raise PriceMissing(f"no table {table_id!r}")
    return tables[table_id]


def _edition_on(table_id: str, editions: Sequence[_EditionT], on: date) -> _EditionT:
    valid = [edition for edition in editions if edition.valid_from <= on]
    if not valid:
        raise PriceMissing(f"table {table_id}: no edition valid on {on}")
    return max(valid, key=lambda edition: edition.valid_from)
