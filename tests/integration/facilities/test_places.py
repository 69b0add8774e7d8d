"""Booking places: never more than there are."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.core import clock
from app.core.db import transaction
from app.facilities import queries, service
from forms.text import LocalText
from tests.support.people import ADMISSION

pytestmark = pytest.mark.usefixtures("services")
SODAI = "sodai-gomi"
MORNING = "2026-12-01-am"
DAY = date(2026, 12, 1)
HALF_AN_HOUR = timedelta(minutes=30)


def open_morning(places: int) -> None:
    slot = service.NewSlot(
        resource=SODAI,
        slot_id=MORNING,
        day=DAY,
        label=LocalText("午前（8時〜12時）", "Morning (8:00 to 12:00)"),
        places=places,
        facts={"area": "north"},
    )
    service.add_slots([slot], ADMISSION)


def hold(holder: str) -> None:
    with transaction() as session:
        service.hold(session, SODAI, MORNING, holder, clock.now() + HALF_AN_HOUR)


def confirm(holder: str) -> None:
    with transaction() as session:
        service.confirm(session, holder)


def release(holder: str) -> None:
    with transaction() as session:
        service.release(session, holder)


def left() -> int:
    return sum(slot.left for slot in queries.open_slots(SODAI, DAY, DAY))


def test_twenty_at_once_get_exactly_the_five_places_there_are(services: Flask) -> None:
    open_morning(places=5)

    def one(number: int) -> bool:
        with services.app_context():
            try:
                hold(f"AB-{number}")
            except service.NoPlaceLeft:
                return False
            return True

    with ThreadPoolExecutor(20) as threads:
        served = list(threads.map(one, range(20)))
    assert (sum(served), left()) == (5, 0)


def test_an_open_slot_says_what_a_form_needs() -> None:
    open_morning(places=2)
    (slot,) = queries.open_slots(SODAI, DAY, DAY)
    assert (slot.slot_id, slot.day, slot.left) == (MORNING, DAY, 2)
    assert slot.label.in_("en") == "Morning (8:00 to 12:00)"
    assert slot.facts == {"area": "north"}


def test_opening_a_slot_twice_adds_no_places() -> None:
    open_morning(places=2)
    open_morning(places=2)
    service.add_slots([], ADMISSION)
    assert left() == 2


def test_holding_again_prolongs_and_takes_no_second_place() -> None:
    open_morning(places=2)
    hold("AB-1")
    hold("AB-1")
    assert left() == 1


def test_a_lapsed_hold_frees_the_place(offset_file: Path) -> None:
    open_morning(places=1)
    hold("AB-1")
    with pytest.raises(service.NoPlaceLeft):
        hold("AB-2")
    offset_file.write_text("1800")
    hold("AB-2")
    with pytest.raises(service.HoldLapsed):
        confirm("AB-1")


def test_a_lapsed_hold_still_counts_while_nobody_wants_the_place(offset_file: Path) -> None:
    open_morning(places=1)
    hold("AB-1")
    offset_file.write_text("1800")
    confirm("AB-1")
    assert left() == 0


def test_a_confirmed_place_stays_taken(offset_file: Path) -> None:
    open_morning(places=1)
    hold("AB-1")
    confirm("AB-1")
    confirm("AB-1")
    offset_file.write_text("86400")
    with pytest.raises(service.NoPlaceLeft):
        hold("AB-2")


def test_a_released_place_is_open_to_the_next() -> None:
    open_morning(places=1)
    hold("AB-1")
    confirm("AB-1")
    release("AB-1")
    hold("AB-2")
    assert left() == 0


def test_a_failed_filing_holds_nothing() -> None:
    open_morning(places=1)
    with pytest.raises(RuntimeError), transaction() as session:
        service.hold(session, SODAI, MORNING, "AB-1", clock.now() + HALF_AN_HOUR)
        raise RuntimeError("the filing failed")
    assert left() == 1
