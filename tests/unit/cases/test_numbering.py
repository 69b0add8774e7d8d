"""文書番号 by fiscal year."""

from datetime import date

import pytest

from app.cases.numbering import fiscal_year, written


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2027, 1, 4), 2026),
    ],
)
def test_a_fiscal_year_begins_on_the_first_of_april(day: date, year: int) -> None:
    assert fiscal_year(day) == year


def test_a_number_names_its_year_and_department() -> None:
    assert written("市民課", 2026, 12) == "令和8年度 市民課第12号"


def test_the_year_is_that_of_the_era_on_the_first_of_april() -> None:
    """平成31年度 began before 令和 did."""
    assert written("市民課", 2019, 1) == "平成31年度 市民課第1号"
