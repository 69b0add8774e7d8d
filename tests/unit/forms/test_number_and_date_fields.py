"""Numbers, amounts, days and months."""

from typing import Any

import pytest

from forms.answers import Context, evaluate_form, read_page
from forms.conditions import MAX_INT
from forms.fields import field_type
from forms.values import Typed
from tests.support.forms import TODAY, codes, coerce, field_of, form_of, judge, problems, question
from tests.support.lookups import KnownFacts


@pytest.mark.parametrize("typed", ["1200", "１，２００", "1,200", " 1 200 "])
def test_numbers_are_read_with_separators_and_in_full_width(typed: str) -> None:
    assert coerce("integer", typed).value == 1200


@pytest.mark.parametrize("typed", ["1200円", "￥１，２００", "¥1,200"])
def test_amounts_are_read_with_signs_of_the_yen(typed: str) -> None:
    assert coerce("money", typed).value == 1200


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.5", "number_whole"),
        ("たくさん", "number_format"),
        ("-1", "too_small"),
        ("11", "too_large"),
        (str(MAX_INT + 1), "number_format"),
    ],
)
def test_wrong_numbers_are_refused_with_their_reason(typed: str, code: str) -> None:
    assert codes(coerce("integer", typed, max=10)) == [code]


def test_negative_numbers_are_taken_where_they_are_allowed() -> None:
    assert coerce("integer", "−５", min=-10).value == -5


def test_upper_bound_may_come_from_an_earlier_answer() -> None:
    form = form_of(
        question("integer", "adults"),
        question("integer", "children", settings={"max_from": {"*": [{"var": ["adults"]}, 2]}}),
    )
    assert problems(judge(form, adults="2", children="5")) == [("children", "too_large")]
    assert problems(judge(form, adults="", children="5")) == []


@pytest.mark.parametrize(("capacity", "expected"), [(50, ["too_large"]), (60, [])])
def test_upper_bound_may_come_from_a_lookup(capacity: int, expected: list[str]) -> None:
    form = form_of(question("integer", settings={"max_from": "lookup:facility.capacity"}))
    lookups = KnownFacts(numbers={"facility.capacity": capacity})
    evaluation = evaluate_form(form, {"answer": "60"}, Context(TODAY, lookups))
    assert [problem.code for problem in evaluation.problems] == expected


def test_bound_that_is_not_a_number_does_not_narrow_the_answer() -> None:
    assert coerce("integer", "5", max_from={"==": [1, 1]}).value == 5
    assert coerce("integer", "5", max_from="lookup:unknown").value == 5


@pytest.mark.parametrize(
    ("kind", "settings", "locale", "shown"),
    [
        ("integer", {"unit": {"ja": "通", "en": " copies"}}, "ja", "1,200通"),
        ("integer", {"unit": {"ja": "通", "en": " copies"}}, "en", "1,200 copies"),
        ("integer", {}, "ja", "1,200"),
        ("money", {}, "ja", "1,200円"),
        ("money", {}, "en", "1,200 yen"),
    ],
)
def test_numbers_are_shown_with_units(
    kind: str, settings: dict[str, Any], locale: str, shown: str
) -> None:
    field = field_of(kind, settings=settings)
    assert field_type(kind).display(field, 1200, locale, KnownFacts()).text == shown


@pytest.mark.parametrize(
    "typed",
    [
        {"era": "reiwa", "year": "元", "month": "5", "day": "1"},
        {"era": "", "year": "２０１９", "month": "５", "day": "１"},
        {"era": "reiwa", "year": "令和元年5月1日", "month": "", "day": ""},
        {"year": "R1.5.1"},
        "2019-05-01",
    ],
)
def test_days_are_stored_alike_however_they_were_typed(typed: Typed) -> None:
    assert coerce("date", typed).value == "2019-05-01"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"era": "reiwa", "year": "8", "month": "", "day": "1"}, "date_incomplete"),
        ({"era": "", "year": "2026"}, "date_incomplete"),
        ({"era": "", "year": "2026", "month": "2", "day": "30"}, "date_impossible"),
        ({"era": "showa", "year": "64", "month": "1", "day": "8"}, "date_outside_era"),
        ({"year": "昭和64年1月8日"}, "date_outside_era"),
        ("いつか", "date_format"),
    ],
)
def test_wrong_days_are_refused_with_their_reason(typed: Typed, code: str) -> None:
    assert codes(coerce("date", typed)) == [code]


@pytest.mark.parametrize(
    ("settings", "day", "code"),
    [
        ({"not_future": True}, "2026-11-21", "date_in_future"),
        ({"min": "2000-01-01"}, "1999-12-31", "date_too_early"),
        ({"min_days_ahead": 3}, "2026-11-22", "date_too_early"),
        ({"max_days_ahead": 7}, "2026-11-28", "date_too_late"),
    ],
)
def test_days_outside_their_bounds_are_refused(
    settings: dict[str, Any], day: str, code: str
) -> None:
    assert codes(coerce("date", day, **settings)) == [code]


@pytest.mark.parametrize(
    ("settings", "day"),
    [
        ({"not_future": True}, "2026-11-20"),
        ({"min": "2000-01-01"}, "2000-01-01"),
        ({"min_days_ahead": 3, "max_days_ahead": 3}, "2026-11-23"),
    ],
)
def test_bounds_themselves_are_accepted(settings: dict[str, Any], day: str) -> None:
    assert coerce("date", day, **settings).value == day


@pytest.mark.parametrize(
    "typed", [{"era": "reiwa", "year": "8", "month": "4"}, "2026-04", {"year": "令和8年4月"}]
)
def test_months_are_stored_alike_however_they_were_typed(typed: Typed) -> None:
    assert coerce("year_month", typed).value == "2026-04"


def test_months_have_reasons_of_their_own() -> None:
    assert codes(coerce("year_month", {"year": "2026", "month": "13"})) == ["date_impossible"]
    assert codes(coerce("year_month", {"year": "2026"})) == ["date_incomplete"]
    assert codes(coerce("year_month", "2026-12", not_future=True)) == ["date_in_future"]


@pytest.mark.parametrize(
    ("kind", "value", "locale", "shown"),
    [
        ("date", "2019-05-01", "ja", "令和元年5月1日（2019年）"),
        ("date", "2019-05-01", "en", "2019-05-01 (令和元年5月1日)"),
        ("year_month", "2026-04", "ja", "令和8年4月（2026年）"),
        ("year_month", "2026-04", "en", "2026-04"),
    ],
)
def test_days_and_months_are_shown_in_both_calendars(
    kind: str, value: str, locale: str, shown: str
) -> None:
    assert field_type(kind).display(field_of(kind), value, locale, KnownFacts()).text == shown


def test_an_era_alone_is_no_answer() -> None:
    form = form_of(question("date", required=True))
    typed = read_page(form.fields(), {"answer.era": ["reiwa"], "answer.year": [" "]})
    assert problems(judge(form, **typed)) == [("answer", "required")]


def test_day_in_one_input_is_read_too() -> None:
    form = form_of(question("date"))
    assert read_page(form.fields(), {"answer": ["R8.11.20"]}) == {"answer": "R8.11.20"}
    assert judge(form, answer="R8.11.20").values == {"answer": "2026-11-20"}
