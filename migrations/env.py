"""Runs migrations with the owner's role, then gives the application's role its rights."""

from alembic import context
from sqlalchemy import create_engine, pool
from sqlalchemy.schema import SchemaItem

from app.accounts import models as accounts
from app.audit import models as audit
from app.cases import models as cases
from app.checkout import models as checkout
from app.core import crypto
from app.core.db import Base
from app.core.migrate import APPLICATION_ROLE
from app.core.rights import give_rights
from app.delivery import models as delivery
from app.facilities import models as facilities
from app.notices import models as notices
from app.procedures import models as procedures
from app.submissions import models as submissions
from app.treasury import models as treasury
from app.verification import models as verification

#: Importing a feature's models puts its tables into the one metadata.
FEATURES = (
    accounts,
    audit,
    cases,
    checkout,
    crypto,
    delivery,
    facilities,
    notices,
    procedures,
    submissions,
    treasury,
    verification,
)


def include_object(
    _item: SchemaItem, name: str | None, _kind: str, _reflected: bool, _other: SchemaItem | None
) -> bool:
    """Leave the queue's own tables alone."""
    return not (name or "").startswith("procrastinate_")


def run() -> None:
    url = context.config.get_main_option("sqlalchemy.url") or ""
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=Base.metadata, include_object=include_object
        )
        with context.begin_transaction():
            context.run_migrations()
            role = context.config.attributes[APPLICATION_ROLE]
            if role is not None:
                give_rights(connection, role)


run()
