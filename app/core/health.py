"""Whether this process can work."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core.db import reading


def database_answers() -> bool:
    try:
        with reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
