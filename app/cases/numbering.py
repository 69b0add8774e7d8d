"""文書番号: counted by department and fiscal year, without gaps."""

from datetime import date

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cases.models import DocumentCounter
from forms.wareki import year_in_wareki

APRIL = 4


def fiscal_year(day: date) -> int:
    """Return the year in which the fiscal year of `day` began, on 1 April (地方自治法208条)."""
    return day.year if day.month >= APRIL else day.year - 1


def written(department: str, year: int, count: int) -> str:
    """Return a number as documents show it: 令和8年度 市民課第12号."""
    return f"{year_in_wareki(date(year, APRIL, 1))}度 {department}第{count}号"


def next_count(session: Session, department_code: str, year: int) -> int:
    """Count one up.  The row stays locked until the commit; a rollback gives the number back."""
    first = insert(DocumentCounter).values(
        department_code=department_code, fiscal_year=year, last=1
    )
    counted = first.on_conflict_do_update(
        index_elements=[DocumentCounter.department_code, DocumentCounter.fiscal_year],
        set_={"last": DocumentCounter.last + 1},
    )
    return session.scalars(counted.returning(DocumentCounter.last)).one()
