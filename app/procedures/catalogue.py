"""What a municipality has beside its procedures: codes, tables and lists they may refer to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.procedures.reference import ReferenceList
from forms.context import Choice, Town
from forms.values import Values
from payments.tables import TableSet
from payments.taxes import TaxClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The names that definitions may refer to, and what stands behind them."""

    departments: frozenset[str]
    categories: frozenset[str]
    life_events: frozenset[str]
    accounts: Mapping[str, TaxClass]
    tables: TableSet
    lists: Mapping[str, ReferenceList]

    def lookups(self) -> "ListLookups":
        return ListLookups(self.lists)


@dataclass(frozen=True, slots=True)
class ListLookups:
    """Lookups that know the reference lists only: no bookable places, no postal codes."""

    lists: Mapping[str, ReferenceList]

    def choices(self, list_name: str) -> Sequence[Choice]:
        if list_name not in self.lists:
            return ()
        return [Choice(each.value, each.label) for each in self.lists[list_name].choices]

    def number(self, path: str, values: Values) -> int | None:
        """Return a fact of a chosen entry: `facility.capacity` of what `facility` was answered."""
        key, _, fact = path.partition(".")
        for reference in self.lists.values():
            for entry in reference.choices:
                found = entry.facts.get(fact)
                if entry.value == values.get(key) and isinstance(found, int):
                    return found
        return None

    def places(self, resource: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, str | int]]:
        return {}

    def towns(self, postal_code: str) -> Sequence[Town]:
        return ()
