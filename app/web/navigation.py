"""The head of staff pages: who is signed in, and the screens they may open."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from app.accounts.permissions import Member
from app.web.access import RULES, Surface, may_open
from app.web.session import current_member

#: Endpoints in the order they are shown, each with its key in the catalogue.
SCREENS: tuple[tuple[str, str], ...] = (
    ("queue.show", "staff.queue"),
    ("deliveries.show", "staff.deliveries.title"),
    ("till.find", "staff.money.title"),
)


@dataclass(frozen=True, slots=True)
class Screen:
    address: str
    key: str
    current: bool


def install(app: Flask) -> None:
    app.context_processor(head)


def head() -> dict[str, object]:
    """Return what `staff_base.html` needs; on citizens' pages nobody is looked up."""
    rule = RULES.get(request.endpoint or "")
    is_staff_page = rule is not None and rule.surface is Surface.STAFF
    member = current_member() if is_staff_page else None
    return {"staff": member, "navigation": list(screens(member)) if member else []}


def screens(member: Member) -> Iterator[Screen]:
    for endpoint, key in SCREENS:
        if endpoint in current_app.view_functions and may_open(member, RULES[endpoint]):
            yield Screen(url_for(endpoint), key, current=request.endpoint == endpoint)
