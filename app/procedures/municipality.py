"""The names that definitions may refer to, as this municipality has them."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core.db import reading
from app.core.stored_text import from_column
from app.facilities import queries as facilities
from app.procedures.catalogue import Catalogue
from app.procedures.models import PriceTableEdition, ReferenceChoice
from app.procedures.pricing import table_of
from app.procedures.reference import ReferenceEntry, ReferenceList
from payments.tables import TableSet
from payments.taxes import TaxClass

CATEGORIES = "categories"
LIFE_EVENTS = "life_events"


def catalogue() -> Catalogue:
    """Return what a definition is checked against before it is published."""
    with reading() as session:
        lists = _lists(session)
        tables = _tables(session)
    return Catalogue(
        departments=frozenset(each.code for each in accounts.departments()),
        categories=frozenset(lists.pop(CATEGORIES).values() if CATEGORIES in lists else ()),
        life_events=frozenset(lists.pop(LIFE_EVENTS).values() if LIFE_EVENTS in lists else ()),
        accounts={code: TaxClass(each.tax) for code, each in facilities.accounts().items()},
        tables=tables,
        lists=lists,
    )


def _lists(session: Session) -> dict[str, ReferenceList]:
    rows = session.scalars(
        select(ReferenceChoice).order_by(ReferenceChoice.list_name, ReferenceChoice.position)
    )
    return {
        name: _list(name, list(choices))
        for name, choices in groupby(rows, key=lambda row: row.list_name)
    }


def _list(name: str, rows: Sequence[ReferenceChoice]) -> ReferenceList:
    entries = tuple(
        ReferenceEntry(value=row.value, label=from_column(row.label), facts=row.facts)
        for row in rows
    )
    return ReferenceList(name=name, title=entries[0].label, choices=entries)


def _tables(session: Session) -> TableSet:
    rows = session.scalars(
        select(PriceTableEdition).order_by(PriceTableEdition.table_id, PriceTableEdition.valid_from)
    )
    found = [table_of(list(same)) for _, same in groupby(rows, key=lambda row: row.table_id)]
    return TableSet.of(*(table for table in found if table is not None))
