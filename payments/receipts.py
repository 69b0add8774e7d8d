"""What a receipt says: lines, tax for each rate, and whose invoice it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.jp import cn

from payments.lines import QuoteLine
from payments.methods import PaymentMethod
from payments.money import Money
from payments.quote import Quote
from payments.taxes import TaxClass, TaxTotal, tax_totals

_REGISTRATION_NUMBER = re.compile(r"T[0-9]{13}\Z")


class ReceiptKind(StrEnum):
    """領収書 for money the city itself took; 利用票, "not a receipt", where an agent took it."""

    RECEIPT = "receipt"
    USAGE_SLIP = "usage_slip"


# A payment agent (指定納付受託者, 地方自治法第231条の2の3) answers to the payer itself, so most
# cities issue no receipt of their own.  Confidence medium: each city may set it otherwise.
DEFAULT_KINDS: Mapping[PaymentMethod, ReceiptKind] = {
    PaymentMethod.CASH_COUNTER: ReceiptKind.RECEIPT,
    PaymentMethod.E_MONEY_COUNTER: ReceiptKind.USAGE_SLIP,
    PaymentMethod.CREDIT_CARD: ReceiptKind.USAGE_SLIP,
    PaymentMethod.QR: ReceiptKind.USAGE_SLIP,
    PaymentMethod.PAY_EASY: ReceiptKind.USAGE_SLIP,
}


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """A qualified invoice issuer's number (登録番号): T and a corporate number of 13 digits."""

    number: str

    def __post_init__(self) -> None:
        if not _REGISTRATION_NUMBER.match(self.number) or not cn.is_valid(self.number[1:]):
            raise ValueError(f"{self.number!r} is no registration number")

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True, slots=True)
class ReceiptTax:
    """One rate of one issuer.  Without a number it is no qualified invoice, and says none."""

    totals: TaxTotal
    registration: RegistrationNumber | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Everything printed on a receipt or usage slip.

    A simplified qualified invoice (適格簡易請求書) names no addressee; tax is rounded once for
    each rate.  Source: 消費税法第57条の4第2項, 印紙税法第5条第2号 (no stamp duty for a city).
    """

    kind: ReceiptKind
    number: str
    issuer: str
    addressee: str | None
    paid_on: date
    method: PaymentMethod
    lines: tuple[QuoteLine, ...]
    taxes: tuple[ReceiptTax, ...]
    total: Money
    reissued: bool = False  #: printed again: says 再発行


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """What a receipt says beside the bill."""

    number: str
    issuer: str
    paid_on: date
    method: PaymentMethod
    addressee: str | None = None
    reissued: bool = False


def compose_receipt(
    lines: Iterable[QuoteLine],
    issuing: Issuing,
    registrations: Mapping[str, RegistrationNumber],
    kinds: Mapping[PaymentMethod, ReceiptKind] = DEFAULT_KINDS,
) -> Receipt:
    """Put a receipt together.  `registrations` maps revenue accounts to their issuer's number."""
    bill = Quote(tuple(lines))
    return Receipt(
        kind=kinds[issuing.method],
        number=issuing.number,
        issuer=issuing.issuer,
        addressee=issuing.addressee,
        paid_on=issuing.paid_on,
        method=issuing.method,
        lines=bill.lines,
        taxes=_taxes(bill.lines, registrations),
        total=bill.total,
        reissued=issuing.reissued,
    )


def _taxes(
    lines: Iterable[QuoteLine], registrations: Mapping[str, RegistrationNumber]
) -> tuple[ReceiptTax, ...]:
    by_issuer: dict[RegistrationNumber | None, list[tuple[TaxClass, int]]] = {}
    for line in lines:
        taxable = line.tax.percent > 0
        issuer = registrations.get(line.account) if taxable else None
        by_issuer.setdefault(issuer, []).append((line.tax, line.signed_yen))
    return tuple(
        ReceiptTax(totals, issuer)
        for issuer, amounts in by_issuer.items()
        for totals in tax_totals(amounts)
    )
