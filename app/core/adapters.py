"""The adapters to other systems, chosen once from the settings when a process is put together."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask, current_app

from app.core.config import ConfigError, Settings
from app.core.trust_folder import TrustFolder
from identity.adapters.contact_code import ContactCodeProvider
from identity.adapters.counter import DOCUMENTS, CounterProvider
from identity.adapters.crl_folder import CrlFolder
from identity.adapters.jpki import JpkiProvider, JpkiSettings
from identity.anchors import TrustAnchor, refuse_stub_anchors
from identity.errors import IdentityUnavailable, TrustConfigurationError
from identity.pipeline import Trust
from identity.provider import (
    Answer,
    Completes,
    Environment,
    IdentityProvider,
    IdentityProviders,
    StartContext,
    StartResult,
    VerifiedIdentity,
)
from payments.adapters.counter import CounterGateway
from payments.adapters.demo import DemoGateway
from payments.adapters.demo_bank import DemoBank, DemoLedger
from payments.gateway import GatewayRegistry, PaymentGateway

DEMO_PAGE = "/demo/pay"
SIGNING_PAGE = "/sign"
#: What a clerk may be shown at the counter; each name has a text in the catalogue.
COUNTER_DOCUMENTS: tuple[str, ...] = tuple(DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Adapters:
    gateways: GatewayRegistry
    demo_bank: DemoBank | None  #: None in production, where nobody plays at paying
    identity: IdentityProviders = field(default_factory=IdentityProviders)
    #: Those of `identity` that can judge an answer once more when a source was silent before.
    completing: Mapping[str, Completes] = field(default_factory=dict)


def build_adapters(settings: Settings, demo_ledger: DemoLedger) -> Adapters:
    """Build what this process may use; `demo_ledger` is where the demo bank keeps its orders.

    Raises ConfigError for trust anchors that cannot be used.
    """
    bank = None if settings.environment == "production" else demo_bank(settings, demo_ledger)
    cards = card_providers(settings)
    return Adapters(
        gateways=GatewayRegistry(*gateways(settings, bank)),
        demo_bank=bank,
        identity=IdentityProviders(*cards, *other_providers(settings)),
        completing={each.name: each for each in cards},
    )


def gateways(settings: Settings, bank: DemoBank | None) -> list[PaymentGateway]:
    known: list[PaymentGateway] = [CounterGateway()]
    if bank is not None:
        page = f"{settings.public_url}{DEMO_PAGE}"
        known.append(DemoGateway(environment=settings.environment, bank=bank, page_url=page))
    return known


def demo_bank(settings: Settings, ledger: DemoLedger) -> DemoBank:
    secret = hashlib.sha256(b"demo bank\0" + settings.secret_key.encode()).digest()
    return DemoBank(ledger, secret)


class StubJpki:
    """The card's provider as long as nobody is configured to be believed: it believes the stub.

    Who that is, is read anew for each check, because the stub may start after this process.
    """

    name = JpkiProvider.name
    environment = Environment.STUB

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def start(self, context: StartContext) -> StartResult:
        return self._provider().start(context)

    def verify(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        return self._provider().verify(answer, now)

    def complete(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        return self._provider().complete(answer, now)

    def _provider(self) -> JpkiProvider:
        """Raises IdentityUnavailable before the stub's first start."""
        folder = TrustFolder.of_stub(self._settings.var_dir)
        try:
            return jpki(self._settings, folder, folder.anchors(), Environment.STUB)
        except OSError as error:
            raise IdentityUnavailable("the stub has not started yet") from error


def card_providers(settings: Settings) -> list[StubJpki | JpkiProvider]:
    """Return the card's provider.  In production there is none without anchors of its own."""
    in_production = settings.environment == "production"
    if settings.trust_anchors_dir is None:
        return [] if in_production else [StubJpki(settings)]
    folder = TrustFolder(settings.trust_anchors_dir)
    environment = Environment.PRODUCTION if in_production else Environment.JPKI_TEST
    return [jpki(settings, folder, trusted_anchors(settings, folder), environment)]


def trusted_anchors(settings: Settings, folder: TrustFolder) -> tuple[TrustAnchor, ...]:
    """Raises ConfigError for anchors that cannot be read, or that prove nothing in production."""
    try:
        anchors = folder.anchors()
        refuse_stub_anchors(anchors, settings.environment)
    except (OSError, TrustConfigurationError) as error:
        raise ConfigError(
            f"TRUST_ANCHORS_DIR の {folder.anchors_file} を使えません。",
            f"TRUST_ANCHORS_DIR: {folder.anchors_file} cannot be used: {error}",
        ) from error
    return anchors


def jpki(
    settings: Settings,
    folder: TrustFolder,
    anchors: tuple[TrustAnchor, ...],
    environment: Environment,
) -> JpkiProvider:
    site = settings.stub_url
    trust = Trust(anchors=anchors, environment=environment, revocation=CrlFolder(folder.lists))
    return JpkiProvider(
        JpkiSettings(
            trust=trust,
            subject_key=derived_key(settings, "identity subject"),
            signing_site=None if site is None else f"{site}{SIGNING_PAGE}",
        )
    )


def other_providers(settings: Settings) -> list[IdentityProvider]:
    in_production = settings.environment == "production"
    environment = Environment.PRODUCTION if in_production else Environment.SANDBOX
    code_key = derived_key(settings, "contact code")
    return [CounterProvider(environment), ContactCodeProvider(code_key, environment)]


def derived_key(settings: Settings, purpose: str) -> bytes:
    """Return 32 bytes for one purpose; who learns them learns nothing of the key they come from."""
    return hmac.digest(settings.blind_index_key, purpose.encode(), hashlib.sha256)


def install(app: Flask, settings: Settings, demo_ledger: DemoLedger) -> None:
    app.extensions["adapters"] = build_adapters(settings, demo_ledger)


def adapters() -> Adapters:
    found: Adapters = current_app.extensions["adapters"]
    return found
