"""The adapters to other systems, chosen once from the settings when a process is put together."""

import hashlib
from dataclasses import dataclass

from flask import Flask, current_app

from app.core.config import Settings
from payments.adapters.counter import CounterGateway
from payments.adapters.demo import DemoGateway
from payments.adapters.demo_bank import DemoBank, DemoLedger
from payments.gateway import GatewayRegistry, PaymentGateway

DEMO_PAGE = "/demo/pay"


@dataclass(frozen=True, slots=True)
class Adapters:
    gateways: GatewayRegistry
    demo_bank: DemoBank | None  #: None in production, where nobody plays at paying


def build_adapters(settings: Settings, demo_ledger: DemoLedger) -> Adapters:
    """Build what this process may use; `demo_ledger` is where the demo bank keeps its orders."""
    bank = None if settings.environment == "production" else demo_bank(settings, demo_ledger)
    return Adapters(gateways=GatewayRegistry(*gateways(settings, bank)), demo_bank=bank)


def gateways(settings: Settings, bank: DemoBank | None) -> list[PaymentGateway]:
    known: list[PaymentGateway] = [CounterGateway()]
    if bank is not None:
        page = f"{settings.public_url}{DEMO_PAGE}"
        known.append(DemoGateway(environment=settings.environment, bank=bank, page_url=page))
    return known


def demo_bank(settings: Settings, ledger: DemoLedger) -> DemoBank:
    secret = hashlib.sha256(b"demo bank\0" + settings.secret_key.encode()).digest()
    return DemoBank(ledger, secret)


def install(app: Flask, settings: Settings, demo_ledger: DemoLedger) -> None:
    app.extensions["adapters"] = build_adapters(settings, demo_ledger)


def adapters() -> Adapters:
    found: Adapters = current_app.extensions["adapters"]
    return found
