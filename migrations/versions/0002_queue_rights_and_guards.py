"""The job queue, the guard that balances the ledger, the audit log's start, the roles' rights."""

import sqlalchemy as sa
from alembic import context, op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Rows of these are only ever added; the application's role can neither change nor delete them.
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

BALANCE = """
CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    difference bigint;
BEGIN
    SELECT coalesce(sum(debit_yen), 0) - coalesce(sum(credit_yen), 0) INTO difference
    FROM ledger_line WHERE entry_id = NEW.entry_id;
    IF difference <> 0 THEN
        RAISE EXCEPTION 'ledger entry % is out of balance by % yen', NEW.entry_id, difference;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_line_balances AFTER INSERT OR UPDATE ON ledger_line
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();
"""


def upgrade() -> None:
    connection = op.get_bind()
    # The driver takes a percent sign for a placeholder.
    connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    connection.exec_driver_sql(BALANCE.replace("%", "%%"))
    connection.exec_driver_sql(
        "INSERT INTO audit_head (id, last_id, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))"
    )
    give_rights(connection, context.config.get_main_option("application_role") or "madoguchi_app")


def give_rights(connection: sa.Connection, role: str) -> None:
    """Give the application's role what it needs; without that role one role does all."""
    known = connection.execute(
        sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role AND rolname <> current_user"),
        {"role": role},
    ).first()
    if known is None:
        return
    name = connection.dialect.identifier_preparer.quote(role)
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(APPEND_ONLY)} FROM {name}",
        f"REVOKE INSERT, DELETE ON audit_head FROM {name}",
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}",
    ):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
