"""What can be booked in the demonstration municipality during the next weeks."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.facilities.calendar import is_open
from app.facilities.service import NewSlot
from forms.text import LocalText

DAYS_AHEAD = 60
#: 区分 of a room, with the hours it stands for.
SESSIONS = {
    "morning": ("午前 8:30〜12:00", "Morning 8:30–12:00", 4),
    "afternoon": ("午後 13:00〜17:00", "Afternoon 13:00–17:00", 4),
    "night": ("夜間 17:30〜21:00", "Night 17:30–21:00", 4),
}
COUNTER_HOURS = (9, 10, 11, 13, 14, 15, 16)
COLLECTIONS_A_DAY = 20
COUNTERS = 2


def slots(today: date, holidays: frozenset[date], rooms: tuple[str, ...]) -> Iterator[NewSlot]:
    for ahead in range(1, DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        for room in rooms:
            yield from room_sessions(room, day)
        if is_open(day, holidays):
            yield collection(day)
            yield from counter_hours(day)


def room_sessions(room: str, day: date) -> Iterator[NewSlot]:
    for session, (ja, en, hours) in SESSIONS.items():
        yield NewSlot(
            resource=f"facility_slots/{room}",
            slot_id=f"{room}/{day.isoformat()}/{session}",
            day=day,
            label=LocalText(ja, en),
            places=1,
            facts={"slot": session, "hours": hours, "outside_hours": 0},
        )


def collection(day: date) -> NewSlot:
    return NewSlot(
        resource="bulky_collection_area",
        slot_id=f"collection/{day.isoformat()}",
        day=day,
        label=LocalText(
            "朝8時30分までに出す",
            "Put out by 8:30 a.m.",
            "朝《あさ》8時《じ》30分《ぷん》までに出《だ》す",
        ),
        places=COLLECTIONS_A_DAY,
    )


def counter_hours(day: date) -> Iterator[NewSlot]:
    for hour in COUNTER_HOURS:
        yield NewSlot(
            resource="counter_slots",
            slot_id=f"counter/{day.isoformat()}/{hour:02}",
            day=day,
            label=LocalText(f"{hour}時から", f"From {hour}:00", f"{hour}時《じ》から"),
            places=COUNTERS,
            facts={"hour": hour},
        )
