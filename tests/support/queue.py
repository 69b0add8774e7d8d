"""What waits on the job queue."""

from typing import Any

from sqlalchemy import text

from app.core.db import reading


def waiting() -> list[str]:
    """Return the names of the waiting jobs in the order in which they were put there."""
    with reading() as session:
        rows = session.execute(
            text("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        )
        return [name for (name,) in rows]


def arguments_of(name: str) -> list[dict[str, Any]]:
    """Return the arguments of the waiting jobs of one name."""
    with reading() as session:
        rows = session.execute(
            text(
                "SELECT args FROM procrastinate_jobs"
                " WHERE status = 'todo' AND task_name = :name ORDER BY id"
            ),
            {"name": name},
        )
        return [arguments for (arguments,) in rows]
