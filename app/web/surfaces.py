"""Which blueprints a process serves: staff screens do not exist where only citizens are served."""

from collections.abc import Mapping

from flask import Blueprint, Flask

from app.web import locale
from app.web.access import Surface, is_served
from app.web.citizen import (
    apply,
    catalogue,
    contact,
    correction,
    filed,
    payment,
    receipt,
    review,
    sign,
    way_back,
)
from app.web.demo import mailbox
from app.web.demo import pay as demo_pay
from app.web.hooks import payments as hooks
from app.web.public import public
from app.web.staff import (
    cases,
    corrections,
    counter_identity,
    decisions,
    deliveries,
    fees,
    money,
    queue,
    sign_in,
    till,
)

BLUEPRINTS: Mapping[Surface, tuple[Blueprint, ...]] = {
    Surface.EVERY: (public.blueprint, locale.blueprint),
    Surface.CITIZEN: (
        apply.blueprint,
        catalogue.blueprint,
        contact.blueprint,
        correction.blueprint,
        filed.blueprint,
        hooks.blueprint,
        payment.blueprint,
        receipt.blueprint,
        review.blueprint,
        sign.blueprint,
        way_back.blueprint,
    ),
    Surface.STAFF: (
        sign_in.blueprint,
        queue.blueprint,
        cases.blueprint,
        corrections.blueprint,
        counter_identity.blueprint,
        fees.blueprint,
        money.blueprint,
        till.blueprint,
        decisions.blueprint,
        deliveries.blueprint,
    ),
}

#: Citizens' pages of the demonstration; in production they do not exist.
DEMONSTRATION: tuple[Blueprint, ...] = (demo_pay.blueprint, mailbox.blueprint)


def install(app: Flask, surfaces: str, *, demonstration: bool) -> None:
    """Register what `surfaces` ("citizen", "staff" or "all") needs."""
    for surface, blueprints in BLUEPRINTS.items():
        if is_served(surface, surfaces):
            for blueprint in blueprints:
                app.register_blueprint(blueprint)
    if demonstration and is_served(Surface.CITIZEN, surfaces):
        for blueprint in DEMONSTRATION:
            app.register_blueprint(blueprint)
