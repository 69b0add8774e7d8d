"""Days and moments as people read them: Japanese calendar, English, easy Japanese."""

from datetime import date, datetime

from app.core.clock import in_tokyo
from forms.wareki import year_in_wareki

WEEKDAYS = "月火水木金土日"


def show_day(day: date, locale: str) -> str:
    """Return `day` in words.  Easy Japanese uses the western year (入管庁ガイドライン)."""
    if locale == "en":
        return f"{day.day} {day:%B} {day.year}"
    weekday = WEEKDAYS[day.weekday()]
    if locale == "ja-easy":
        return f"{day.year}年{day.month}月{day.day}日({weekday})"
    return f"{year_in_wareki(day)}{day.month}月{day.day}日（{weekday}）"


def show_moment(moment: datetime, locale: str) -> str:
    """Return a stored UTC `moment` as a clock in Tokyo shows it, to the minute."""
    local = in_tokyo(moment)
    if locale == "en":
        return f"{show_day(local.date(), locale)}, {local:%H:%M}"
    half = "午前" if local.hour < 12 else "午後"
    return f"{show_day(local.date(), locale)} {half}{local.hour % 12}時{local.minute:02}分"


def show_yen(amount: int, locale: str) -> str:
    """Return whole yen with thousands separated."""
    return f"{amount:,} yen" if locale == "en" else f"{amount:,}円"


def show_size(size: int) -> str:
    """Return a file's size in bytes as people compare it; never zero."""
    kilobytes = -(-size // 1024)
    return f"{kilobytes:,} KB" if kilobytes < 1024 else f"{-(-kilobytes // 1024):,} MB"
