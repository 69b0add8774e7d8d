"""A migrated database has the shape of the models, and guards what is only ever added to."""

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory

from app.core import migrate
from tests.support.databases import Database

#: What must stay as it was written: who did what, what was signed, what was paid.
APPEND_ONLY = (
    "answer_revision",
    "approval_step",
    "audit_entry",
    "evidence",
    "fee_fixing",
    "gateway_delivery",
    "ledger_entry",
    "ledger_line",
    "price_table_edition",
    "procedure_version",
    "receipt",
    "refund_decision",
    "signed_envelope",
    "submission_event",
)


def test_no_model_is_ahead_of_the_migrations(database: Database) -> None:
    command.check(migrate.alembic_config(database.owner_url))


def test_there_is_one_line_of_migrations() -> None:
    scripts = ScriptDirectory.from_config(migrate.alembic_config("postgresql://nowhere"))
    assert len(scripts.get_heads()) == 1


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET {} = {}"])
def test_the_application_only_adds_to(table: str, statement: str, database: Database) -> None:
    with psycopg.connect(database.application_url) as connection:
        column = connection.execute(
            "SELECT column_name::text FROM information_schema.columns WHERE table_name = %s",
            [table],
        ).fetchone()
        assert column is not None
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.format(table, column[0], column[0]).encode())


@pytest.mark.parametrize(
    "statement", ["DELETE FROM audit_head", "UPDATE alembic_version SET version_num = ''"]
)
def test_the_application_may_not(statement: str, database: Database) -> None:
    with (
        psycopg.connect(database.application_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())
