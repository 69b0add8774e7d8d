"""What the application's database role may do; the owner's role may do everything."""

from collections.abc import Iterable

from sqlalchemy import Connection

from app.core.db import AppendOnly, Base


def append_only_tables() -> list[str]:
    """Return the tables of the models imported so far whose rows are only ever added."""
    models = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted(model.__tablename__ for model in models if issubclass(model, AppendOnly))


def give_rights(connection: Connection, role: str) -> None:
    """Give the role its rights on every table there is, and no more; may be repeated."""
    name = connection.dialect.identifier_preparer.quote(role)
    for statement in _statements(name, append_only_tables()):
        connection.exec_driver_sql(statement)


def _statements(name: str, append_only: Iterable[str]) -> tuple[str, ...]:
    return (
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(append_only)} FROM {name}",
        f"REVOKE INSERT, DELETE ON audit_head FROM {name}",
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}",
    )
