"""The job queue, the guard that balances the ledger, the audit log's start."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

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


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
