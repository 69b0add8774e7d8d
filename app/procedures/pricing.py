"""What a filing costs: the definition's fee schedule over the tables that hold on a day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.db import reading
from app.procedures.definition import ProcedureDefinition
from app.procedures.models import PriceTableEdition
from forms.conditions import evaluate
from forms.values import Values
from payments.money import Money
from payments.quote import Circumstances, Quote, quote
from payments.table_schema import load_table
from payments.tables import PostageTable, PriceTable, TableSet


def price(
    definition: ProcedureDefinition,
    values: Values,
    on: date,
    granted: frozenset[str] = frozenset(),
) -> Quote:
    """Return the bill for these answers at the prices of that day.

    Raises PriceMissing when a table has no price: a price is never guessed.
    """
    circumstances = Circumstances(values=values, on=on, granted=granted)
    with reading() as session:
        tables = tables_of(session, definition)
    return quote(definition.fee, tables, circumstances, evaluate)


def tables_of(session: Session, definition: ProcedureDefinition) -> TableSet:
    """Return every edition of the tables that a definition names."""
    names = set(definition.fee.price_tables())
    if definition.fee.postage is not None:
        names.add(definition.fee.postage.table)
    rows = session.scalars(
        select(PriceTableEdition)
        .where(PriceTableEdition.table_id.in_(names))
        .order_by(PriceTableEdition.table_id, PriceTableEdition.valid_from)
    ).all()
    tables = [table_of([row for row in rows if row.table_id == name]) for name in sorted(names)]
    return TableSet.of(*(table for table in tables if table is not None))


def table_of(editions: list[PriceTableEdition]) -> PriceTable | PostageTable | None:
    if not editions:
        return None
    last = editions[-1]
    return load_table(
        {
            "id": last.table_id,
            "kind": last.kind,
            "name": last.name,
            "unit": "yen",
            "editions": [
                {
                    "valid_from": row.valid_from.isoformat(),
                    "source": row.source,
                    "confidence": row.confidence,
                    "rows": row.rows,
                }
                for row in editions
            ],
        }
    )


def fixed_prices(
    definition: ProcedureDefinition, on: date
) -> list[tuple[Mapping[str, str], Money]]:
    """Return label and price of those fee lines whose row no answer chooses."""
    with reading() as session:
        tables = tables_of(session, definition)
    return [
        (line.label, tables.price_table(line.unit_price.table).price(line.unit_price.row, on))
        for line in definition.fee.lines
        if isinstance(line.unit_price.row, str)
    ]
