"""What the pages of the catalogue show of procedures, put together from their definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import url_for

from app.accounts import queries as accounts
from app.core import clock
from app.facilities import queries as facilities
from app.procedures import pricing
from app.procedures import queries as procedures
from app.procedures.definition import ProcedureDefinition
from app.procedures.queries import Published
from app.submissions.queries import OpenDraft
from forms.text import LocalText
from payments.fees import FeeSchedule, FeeTiming
from payments.money import Money
from payments.refund import Occasion


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category or life event with the number of its procedures."""

    name: LocalText
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """One procedure in a list."""

    id: str
    name: LocalText
    summary: LocalText
    group: int
    is_free: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class DraftLine:
    address: str
    procedure: LocalText
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class RefundLine:
    occasion: str
    percent: int | None  #: None: a clerk decides
    days_before: int | None = None  #: of a cancellation: at least so many days before the day


@dataclass(frozen=True, slots=True)
class PriceLine:
    label: LocalText | Mapping[str, str]
    amount: Money


def shelves(list_name: str, argument: str) -> list[Shelf]:
    """Return the categories or life events that have a procedure, in the list's order."""
    everything = procedures.published()
    return [
        Shelf(name, f"{url_for('catalogue.search')}?{urlencode({argument: code})}", count)
        for code, name in procedures.codes(list_name)
        if (count := sum(_stands_on(each, argument, code) for each in everything))
    ]


def _stands_on(published: Published, argument: str, code: str) -> bool:
    definition = published.definition
    if argument == "category":
        return definition.category == code
    return code in definition.life_events


def heading(category: str, life_event: str) -> LocalText | None:
    names = dict(procedures.codes("categories")) if category else {}
    names |= dict(procedures.codes("life_events")) if life_event else {}
    return names.get(category) or names.get(life_event)


def card(published: Published) -> Card:
    definition = published.definition
    return Card(
        id=definition.id,
        name=definition.name,
        summary=definition.summary,
        group=definition.group.value,
        is_free=definition.fee.timing is FeeTiming.NONE,
        days=definition.clock.days or None,
    )


def draft_line(draft: OpenDraft) -> DraftLine:
    definition = procedures.current(draft.procedure_id).definition
    address = url_for("apply.resume", reference=draft.reference)
    return DraftLine(address, definition.name, draft.saved_at)


def needs(definition: ProcedureDefinition) -> Sequence[LocalText]:
    """Return what to have at hand: the documents that every form or some answers ask for."""
    return [field.label for field in definition.form.fields() if field.type == "file"]


def department(code: str) -> LocalText:
    names = {each.code: each.name for each in accounts.departments()}
    return names.get(code, LocalText(code))


def contact() -> LocalText | None:
    return facilities.municipality().contact


def refunds(fee: FeeSchedule) -> list[RefundLine]:
    """Return what goes back on which occasion; the first policy speaks for the fee."""
    if not fee.refunds:
        return []
    policy = next(iter(fee.refunds.values()))
    occasions = [each for each in Occasion if each is not Occasion.CANCELLED]
    cancelled = [
        RefundLine(Occasion.CANCELLED.value, step.percent, step.days_before)
        for step in policy.cancelled
    ]
    return [RefundLine(each.value, policy.rule(each).percent) for each in occasions] + cancelled


def prices(definition: ProcedureDefinition) -> list[PriceLine]:
    """Return the fee lines that have one price whatever the answers are."""
    return [
        PriceLine(label, amount)
        for label, amount in pricing.fixed_prices(definition, clock.today())
    ]
