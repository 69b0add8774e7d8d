"""Days, moments, money and sizes in three languages."""

from datetime import UTC, date, datetime

import pytest

from app.web.dates import show_day, show_moment, show_size, show_yen


@pytest.mark.parametrize(
    ("day", "locale", "expected"),
    [
        (date(2019, 5, 1), "ja", "令和元年5月1日（水）"),
        (date(2019, 4, 30), "ja", "平成31年4月30日（火）"),
        (date(2026, 11, 20), "ja-easy", "2026年11月20日(金)"),
        (date(2026, 11, 20), "en", "20 November 2026"),
    ],
)
def test_a_day_is_shown_as_its_readers_write_it(day: date, locale: str, expected: str) -> None:
    assert show_day(day, locale) == expected


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (15, "令和8年11月21日（土） 午前0時05分"),
        (3, "令和8年11月20日（金） 午後0時05分"),
        (6, "令和8年11月20日（金） 午後3時05分"),
    ],
)
def test_a_moment_is_shown_as_the_clock_in_tokyo_shows_it(hour: int, expected: str) -> None:
    assert show_moment(datetime(2026, 11, 20, hour, 5, tzinfo=UTC), "ja") == expected


def test_a_moment_in_english_has_24_hours() -> None:
    moment = datetime(2026, 11, 20, 6, 5, tzinfo=UTC)
    assert show_moment(moment, "en") == "20 November 2026, 15:05"


def test_yen_have_separated_thousands() -> None:
    assert (show_yen(1300, "ja"), show_yen(1300, "en")) == ("1,300円", "1,300 yen")


@pytest.mark.parametrize(
    ("size", "expected"),
    [(1, "1 KB"), (1024, "1 KB"), (1025, "2 KB"), (1024 * 1024, "1 MB"), (5_000_000, "5 MB")],
)
def test_a_file_is_never_shown_smaller_than_it_is(size: int, expected: str) -> None:
    assert show_size(size) == expected
