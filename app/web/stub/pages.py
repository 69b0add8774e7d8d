"""The pages of the test card site: its cards, what is to be signed, the way back."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.web.stub.vault import Vault
from app.web.stub.words import read_aloud
from identity.anchors import CertificatePurpose
from identity.canonical import CanonicalError
from identity.envelope import Envelope, parse_envelope
from identity.stub.authority import StubAuthority
from identity.stub.card import NOT_FOUND, PIN_LOCKED, WRONG_DATA, CardError
from identity.stub.people import PEOPLE

SIGN = CertificatePurpose.SIGN
#: Below this many tries left a page warns, as a card's own software does.
WARN_BELOW = 3
#: Status words of a card → keys of stub.refused; a wrong PIN is the rest.
REFUSALS = {PIN_LOCKED: "locked", WRONG_DATA: "malformed", NOT_FOUND: "no_certificate"}

blueprint = Blueprint("stub", __name__)


@dataclass(frozen=True, slots=True)
class Demand:
    """What another site wants signed, and where the signature goes."""

    content: str  #: base64, as it came
    return_url: str
    envelope: Envelope

    @classmethod
    def of_request(cls) -> "Demand":
        """Read the posted form.  Answers 400 for another site's address and for no envelope."""
        content, return_url = request.form.get("content", ""), request.form.get("return_url", "")
        if not return_url.startswith(f"{_stub().public_url}/"):
            abort(400)
        try:
            envelope = parse_envelope(base64.b64decode(content, validate=True))
        except (binascii.Error, CanonicalError):
            abort(400)
        return cls(content, return_url, envelope)


@dataclass(frozen=True, slots=True)
class Stub:
    """What the pages need of their process."""

    vault: Vault
    public_url: str  #: of the only site that may have something signed


@dataclass(frozen=True, slots=True)
class Signature:
    certificate: str  #: base64 of DER, as is the other
    signature: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the card did not sign; its key below stub.refused."""

    key: str
    tries_left: int

    @property
    def warns(self) -> bool:
        return self.key == "wrong_pin" and self.tries_left < WARN_BELOW


def install(app: Flask, stub: Stub) -> None:
    app.extensions["stub"] = stub
    app.register_blueprint(blueprint)


def _stub() -> Stub:
    found: Stub = current_app.extensions["stub"]
    return found


@blueprint.get("/")
def home() -> str:
    return render_template("stub/home.html", people=PEOPLE)


@blueprint.post("/sign")
def ask() -> str:
    """Show what another site wants signed.  The form comes from there, so it has no token."""
    return page(Demand.of_request())


@blueprint.post("/sign/card")
def sign() -> ResponseReturnValue:
    demand, person = Demand.of_request(), request.form.get("person", "")
    if person not in {each.key for each in PEOPLE}:
        return page(demand, Refusal("no_card", 0)), 422
    try:
        made = signature(person, request.form.get("pin", ""), demand.envelope)
    except CardError as error:
        return page(demand, refusal_of(error), person), 422
    return render_template("stub/send.html", made=made, return_url=demand.return_url)


@blueprint.post("/cards/<person>/reset")
def reset(person: str) -> ResponseReturnValue:
    """Hand out a new card, as the counter would for a locked one."""
    with _stub().vault.authority(clock.now()) as authority:
        authority.reset_card(person)
    return redirect(url_for("stub.home"), 303)


def page(demand: Demand, refusal: Refusal | None = None, person: str = "") -> str:
    return render_template(
        "stub/sign.html",
        demand=demand,
        reading=read_aloud(demand.envelope),
        people=PEOPLE,
        person=person,
        refusal=refusal,
    )


def signature(person: str, pin: str, envelope: Envelope) -> Signature:
    """Let a person's card sign.  Raises CardError."""
    now = clock.now()
    with _stub().vault.authority(now) as authority:
        return _with_card(authority, person, pin, envelope.to_bytes())


def _with_card(authority: StubAuthority, person: str, pin: str, content: bytes) -> Signature:
    card = authority.card(person, clock.now())
    card.verify_pin(SIGN, pin.strip())
    made = card.sign(SIGN, hashlib.sha256(content).digest())
    return Signature(_base64(card.certificate(SIGN)), _base64(made))


def refusal_of(error: CardError) -> Refusal:
    return Refusal(REFUSALS.get(error.status_word, "wrong_pin"), error.tries_left)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
