"""Japanese eras begin and end on their exact days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.wareki import (
    DateProblem,
    Era,
    build_date,
    build_month,
    era_on,
    find_era,
    in_wareki,
    parse_date,
    parse_month,
    year_in_wareki,
)


@pytest.mark.parametrize(
    "typed",
    [
        "令和元年5月1日",
        "令和1年5月1日",
        "R1.5.1",
        "ｒ１．５．１",
        "令和1/5/1",
        "㋿1年5月1日",
        "2019-05-01",
        "2019/5/1",
        "２０１９年５月１日",
        "2019ー5ー1",
        "20190501",
        "西暦2019年5月1日",
        "令 元年 5月 1日",
    ],
)
def test_every_usual_way_to_write_a_day_is_read(typed: str) -> None:
    assert parse_date(typed) == date(2019, 5, 1)


def test_squared_era_names_are_read() -> None:
    assert parse_date("㍻31年4月30日") == date(2019, 4, 30)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("昭和64年1月8日", "平成元年1月8日"),
        ("令和元年3月31日", "平成31年3月31日"),
        ("平成32年4月1日", "令和2年4月1日"),
        ("大正15年12月25日", "昭和元年12月25日"),
        ("明治45年7月30日", "大正元年7月30日"),
    ],
)
def test_days_outside_their_era_are_refused_with_the_right_one(typed: str, suggestion: str) -> None:
    with pytest.raises(DateProblem) as refusal:
        parse_date(typed)
    assert refusal.value.code == "date_outside_era"
    assert refusal.value.params == {"typed": typed, "suggestion": suggestion}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026年2月30日", "date_impossible"),
        ("令和8年13月1日", "date_impossible"),
        ("明治元年1月1日", "date_before_eras"),
        ("きのう", "date_format"),
        ("", "date_format"),
        ("令和0年1月1日", "date_format"),
        ("99年1月1日", "date_format"),
        ("2026-05", "date_format"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(DateProblem) as refusal:
        parse_date(typed)
    assert refusal.value.code == code


def test_parts_may_carry_their_units_and_the_first_year_its_name() -> None:
    assert build_date("showa", "64年", "１月", "7日") == date(1989, 1, 7)
    assert build_date("", "２０２６", "1", "2") == date(2026, 1, 2)
    assert build_date("reiwa", "元", "5", "1") == date(2019, 5, 1)


def test_unknown_eras_and_words_for_numbers_are_refused() -> None:
    for era, year in (("慶応", "3"), ("reiwa", "八"), ("reiwa", "20265")):
        with pytest.raises(DateProblem, match="date_format"):
            build_date(era, year, "1", "1")


@pytest.mark.parametrize("name", ["令和", "令", "R", "r", "reiwa", "㋿"])
def test_an_era_has_many_names(name: str) -> None:
    assert find_era(name) is Era.REIWA


@pytest.mark.parametrize("name", ["", "western", "西暦"])
def test_western_years_have_no_era(name: str) -> None:
    assert find_era(name) is None


@pytest.mark.parametrize("typed", ["令和8年4月", "R8.4", "2026-04", "2026年4月", "２０２６／４"])
def test_months_are_read_as_their_first_day(typed: str) -> None:
    assert parse_month(typed) == date(2026, 4, 1)


def test_month_in_which_an_era_changed_belongs_to_both() -> None:
    assert build_month("showa", "64", "1") == build_month("heisei", "1", "1") == date(1989, 1, 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("昭和64年2月", "year_month_format"),
        ("2026-13", "date_impossible"),
        ("四月", "year_month_format"),
    ],
)
def test_what_is_no_month_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(DateProblem) as refusal:
        parse_month(typed)
    assert refusal.value.code == code


def test_days_before_the_eras_are_shown_in_western_years() -> None:
    assert era_on(date(1868, 1, 24)) is None
    assert in_wareki(date(1868, 1, 24)) == "1868年1月24日"
    assert year_in_wareki(date(1868, 1, 25)) == "明治元年"


@given(st.dates(Era.MEIJI.first_day, date(2100, 12, 31)))
def test_every_day_is_read_back_from_its_japanese_form(day: date) -> None:
    assert parse_date(in_wareki(day)) == day


@pytest.mark.parametrize("era", Era)
def test_each_era_begins_on_its_first_day_and_not_before(era: Era) -> None:
    assert era_on(era.first_day) is era
    assert era_on(era.first_day - timedelta(days=1)) is not era
