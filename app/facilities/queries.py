"""Reading the municipality, its houses, accounts, closed days and open slots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from app.core import clock
from app.core.db import reading
from app.core.stored_text import from_column
from app.facilities.models import Facility, Holiday, Municipality, Place, RevenueAccount
from forms.text import LocalText

#: Shown until somebody enters the municipality's own name.
UNNAMED = LocalText("自治体", "Municipality", "自治体《じちたい》")


@dataclass(frozen=True, slots=True)
class MunicipalityFacts:
    """What pages and documents say of the municipality."""

    name: LocalText
    contact: LocalText | None = None
    security_contact: str | None = None


@dataclass(frozen=True, slots=True)
class FacilityName:
    code: str
    name: LocalText


@dataclass(frozen=True, slots=True)
class Account:
    """A revenue account: 会計 and 款項目節細節."""

    code: str
    name: LocalText
    fund: str
    part: str  #: 款
    title: str  #: 項
    item: str  #: 目
    section: str  #: 節
    detail: str  #: 細節
    tax: str
    registration_number: str | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which something can be booked."""

    slot_id: str
    day: date
    label: LocalText
    facts: dict[str, Any]
    left: int  #: places nobody has taken or holds


def municipality() -> MunicipalityFacts:
    with reading() as session:
        row = session.get(Municipality, 1)
        if row is None:
            return MunicipalityFacts(UNNAMED)
        contact = from_column(row.contact) if row.contact else None
        return MunicipalityFacts(from_column(row.name), contact, row.security_contact)


def facilities() -> tuple[FacilityName, ...]:
    """Return every house, in the order of their codes."""
    with reading() as session:
        rows = session.scalars(select(Facility).order_by(Facility.code.collate("C")))
        return tuple(FacilityName(row.code, from_column(row.name)) for row in rows)


def accounts() -> dict[str, Account]:
    """Return every revenue account by its code."""
    with reading() as session:
        return {row.code: account_of(row) for row in session.scalars(select(RevenueAccount))}


def account_of(row: RevenueAccount) -> Account:
    return Account(
        code=row.code,
        name=from_column(row.name),
        fund=row.fund,
        part=row.part,
        title=row.title,
        item=row.item,
        section=row.section,
        detail=row.detail,
        tax=row.tax,
        registration_number=row.registration_number,
    )


def holidays(first: date, last: date) -> frozenset[date]:
    """Return the days in the holiday table; weekends and the turn of the year are not in it."""
    with reading() as session:
        days = session.scalars(select(Holiday.day).where(Holiday.day.between(first, last)))
        return frozenset(days)


def open_slots(resource: str, first: date, last: date) -> tuple[Slot, ...]:
    """Return the slots of these days that have a free place, in the order of day and slot."""
    slot_id = Place.slot_id.collate("C")
    with reading() as session:
        rows = session.execute(
            select(Place.slot_id, Place.day, Place.label, Place.facts, func.count())
            .where(Place.resource == resource, Place.day.between(first, last))
            .where(Place.is_free(clock.now()))
            .group_by(Place.slot_id, Place.day, Place.label, Place.facts)
            .order_by(Place.day, slot_id)
        )
        return tuple(
            Slot(found_id, day, from_column(label), facts, left)
            for found_id, day, label, facts, left in rows
        )


def open_places(
    resource: str, slot_ids: Sequence[str], holder: str = ""
) -> dict[str, dict[str, str | int]]:
    """Return those slots that can be booked, with their day, label and facts, by id.

    A place that `holder` has already stays open to that filing.
    """
    with reading() as session:
        rows = session.execute(
            select(Place.slot_id, Place.day, Place.label, Place.facts)
            .where(Place.resource == resource, Place.slot_id.in_(slot_ids))
            .where(or_(Place.is_free(clock.now()), Place.held_by == holder))
        )
        return {
            slot_id: {**facts, "date": day.isoformat(), **labels(label)}
            for slot_id, day, label, facts in rows
        }


def labels(label: Mapping[str, str]) -> dict[str, str]:
    """Return a label as a fact: in Japanese as `label`, other languages beside it."""
    others = {f"label_{locale}": text for locale, text in label.items() if locale != "ja"}
    return {"label": label["ja"], **others}
