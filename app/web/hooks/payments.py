"""Where payment gateways bring their news; each proves itself by its signature."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.checkout.service import settling
from app.core.adapters import adapters
from payments.errors import ForgedEvent
from payments.gateway import GatewayEvent, PaymentGateway

blueprint = Blueprint("hooks", __name__, url_prefix="/hooks")


@blueprint.post("/payments/<gateway>")
def receive(gateway: str) -> ResponseReturnValue:
    try:
        known = adapters().gateways[gateway]
    except KeyError:
        abort(404)
    event = read(known)
    if event is not None:
        settling.record_event(gateway, event)
    return "", 204


def read(gateway: PaymentGateway) -> GatewayEvent | None:
    """Return what the gateway says; a body that nobody signed is refused and changes nothing."""
    try:
        return gateway.parse_event(request.get_data(), dict(request.headers))
    except ForgedEvent:
        abort(400)
