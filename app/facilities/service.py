"""Booking places, and taking houses, accounts and closed days into the books."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

import jpholiday
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actor import Actor
from app.core.db import Base, transaction
from app.core.errors import Conflict
from app.core.stored_text import to_column
from app.core.trail import Trace, record
from app.facilities.models import Facility, Holiday, Municipality, Place, RevenueAccount
from app.facilities.queries import Account, FacilityName
from forms.text import LocalText


class NoPlaceLeft(Conflict):
    """Somebody else was faster; another slot must be chosen."""

    code = "no_place_left"


class HoldLapsed(Conflict):
    """The place was not confirmed in time and went to somebody else."""

    code = "hold_lapsed"


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A time at which `places` people can be served."""

    resource: str
    slot_id: str
    day: date
    label: LocalText
    places: int
    facts: dict[str, str | int] = field(default_factory=dict)


def hold(session: Session, resource: str, slot_id: str, holder: str, until: datetime) -> None:
    """Hold one place of a slot for `holder`, a submission's reference; holding it again prolongs.

    Takes part in the caller's transaction.  Raises NoPlaceLeft.
    """
    in_slot = (Place.resource == resource) & (Place.slot_id == slot_id)
    if _occupy(session, in_slot & _held_by(holder), holder, until):
        return
    if not _occupy(session, in_slot & Place.is_free(clock.now()), holder, until):
        raise NoPlaceLeft(f"{resource} {slot_id}")


def _occupy(
    session: Session, wanted: ColumnElement[bool], holder: str, until: datetime
) -> int | None:
    """Take the first such place that nobody else is taking at this moment; return its id."""
    first = (
        select(Place.id)
        .where(wanted)
        .order_by(Place.number)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return session.scalar(
        update(Place)
        .where(Place.id == first)
        .values(held_by=holder, held_until=until)
        .returning(Place.id)
        .execution_options(synchronize_session=False)
    )


def _held_by(holder: str) -> ColumnElement[bool]:
    return ~Place.taken & (Place.held_by == holder)


def confirm(session: Session, holder: str, count: int = 1) -> None:
    """Make the `count` places that `holder` holds theirs for good.  Twice changes nothing.

    A hold whose time has passed still counts until somebody else takes the place.
    Takes part in the caller's transaction.  Raises HoldLapsed when fewer are left than wanted.
    """
    found = session.scalars(
        update(Place)
        .where(Place.held_by == holder)
        .values(taken=True, held_until=None)
        .returning(Place.id)
        .execution_options(synchronize_session=False)
    ).all()
    if len(found) < count:
        raise HoldLapsed(holder)


def release(session: Session, holder: str) -> None:
    """Give back every place that `holder` holds or has taken.  Part of the caller's transaction."""
    session.execute(
        update(Place)
        .where(Place.held_by == holder)
        .values(held_by=None, held_until=None, taken=False)
        .execution_options(synchronize_session=False)
    )


def name_municipality(
    name: LocalText, contact: LocalText | None, security_contact: str | None, actor: Actor
) -> None:
    """Say whose counter this is; `security_contact` is a mailto: or https: address."""
    values = {
        "name": to_column(name),
        "contact": to_column(contact) if contact else None,
        "security_contact": security_contact,
    }
    with transaction() as session:
        session.execute(
            insert(Municipality)
            .values(id=1, **values)
            .on_conflict_do_update(index_elements=["id"], set_=values)
        )
        record(session, Trace(actor, "municipality.named", "municipality:1"))


def put_facilities(facilities: Iterable[FacilityName], actor: Actor) -> None:
    """Enter houses, or rename those whose code is known."""
    rows = [{"code": each.code, "name": to_column(each.name)} for each in facilities]
    with transaction() as session:
        _put(session, Facility, rows)
        record(session, Trace(actor, "facilities.entered", "facilities", {"count": len(rows)}))


def put_accounts(accounts: Iterable[Account], actor: Actor) -> None:
    """Enter revenue accounts, or correct those whose code is known."""
    rows = [{**asdict(each), "name": to_column(each.name)} for each in accounts]
    with transaction() as session:
        _put(session, RevenueAccount, rows)
        record(session, Trace(actor, "accounts.entered", "accounts", {"count": len(rows)}))


def fill_holidays(first_year: int, last_year: int, actor: Actor) -> None:
    """Enter the national holidays of these years; what somebody entered by hand stays.

    Source: 国民の祝日に関する法律.
    """
    rows = [
        {"day": day, "name": name}
        for year in range(first_year, last_year + 1)
        for day, name in jpholiday.year_holidays(year)
    ]
    with transaction() as session:
        session.execute(insert(Holiday).on_conflict_do_nothing(), rows)
        record(session, Trace(actor, "holidays.entered", "holidays", {"count": len(rows)}))


def _put(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert rows that have a code; where the code is known, the row becomes the new one."""
    for row in rows:
        session.execute(
            insert(model).values(row).on_conflict_do_update(index_elements=["code"], set_=row)
        )


def add_slots(slots: Iterable[NewSlot], actor: Actor) -> None:
    """Open times for booking; places that exist already stay as they are."""
    rows = [row for slot in slots for row in places_of(slot)]
    if not rows:
        return
    with transaction() as session:
        session.execute(insert(Place).on_conflict_do_nothing(), rows)
        record(session, Trace(actor, "slots.added", "places", {"count": len(rows)}))


def places_of(slot: NewSlot) -> list[dict[str, Any]]:
    shared = {
        "resource": slot.resource,
        "slot_id": slot.slot_id,
        "day": slot.day,
        "label": to_column(slot.label),
        "facts": dict(slot.facts),
        "taken": False,
    }
    return [{**shared, "number": number} for number in range(1, slot.places + 1)]
