"""Sessions: one transaction per service function, reads that let go of their connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session, registry

from app.core.errors import NotFound
from app.core.trail import KEY, TraceWriter

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    # Flask-SQLAlchemy derives from this class, which a type_annotation_map here would not survive.
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: DateTime(timezone=True),
            dict[str, Any]: JSONB,
            list[Any]: JSONB,
        },
    )


class AppendOnly(Base):
    """A model whose rows are only ever added: the application may not change or delete them."""

    __abstract__ = True


Row = TypeVar("Row", bound=Base)

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

ENGINE_OPTIONS = {
    "pool_size": 5,
    "pool_pre_ping": True,
    "isolation_level": "READ COMMITTED",
    "hide_parameters": True,  # an error's text must not quote answers
}


def install(app: Flask, database_url: str, trace_writer: TraceWriter) -> None:
    """Bind the sessions to a database; `trace_writer` puts traces into the audit log."""
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = ENGINE_OPTIONS
    app.extensions["trace_writer"] = trace_writer
    db.init_app(app)


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit on the way out, roll back on any error.  Refuses to nest.

    Traces are written last, because the audit log's head is one row that every writer waits for.
    """
    session = db.session()
    if session.info.get("in_transaction"):
        raise RuntimeError("a service function called another one inside its transaction")
    session.info["in_transaction"] = True
    try:
        yield session
        session.flush()
        traces = session.info.pop(KEY, [])
        if traces:
            current_app.extensions["trace_writer"](session, traces)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(KEY, None)
        session.info["in_transaction"] = False


@contextmanager
def reading() -> Iterator[Session]:
    """Lend a session for reads and give its connection back.  Inside a transaction: that one."""
    session = db.session()
    if session.info.get("in_transaction"):
        yield session
        return
    try:
        yield session
    finally:
        session.close()


def outside_transaction() -> None:
    """Raise when the session is in a transaction: no other system is called inside one."""
    if db.session().info.get("in_transaction"):
        raise RuntimeError("another system was called inside a transaction")


def lock(session: Session, model: type[Row], key: object) -> Row:
    """Return the row, locked until the transaction ends and read afresh.  Raises NotFound."""
    row = session.get(model, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound(f"{model.__name__} {key}")
    return row
