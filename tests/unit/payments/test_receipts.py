"""A receipt says what it is, whose invoice it is, and the tax of each rate."""

from dataclasses import replace
from datetime import date

import pytest

from payments.lines import QuoteLine
from payments.methods import PaymentMethod
from payments.money import Money
from payments.receipts import (
    DEFAULT_KINDS,
    Issuing,
    ReceiptKind,
    ReceiptTax,
    RegistrationNumber,
    compose_receipt,
)
from payments.taxes import TaxClass, TaxTotal

IIYAMA = RegistrationNumber("T4000020202134")
ROOM = QuoteLine(
    key="room",
    label={"ja": "室使用料"},
    unit_price=Money(3000),
    account="kyoiku.kominkan",
    tax=TaxClass.TAXABLE_10,
    refund_policy="booking",
)
COPY = replace(ROOM, key="copy", unit_price=Money(300), account="koseki", tax=TaxClass.NON_TAXABLE)
PAID = Issuing(
    number="2025-000123",
    issuer="飯山市",
    paid_on=date(2025, 5, 1),
    method=PaymentMethod.CASH_COUNTER,
    addressee="山田 花子",
)


def test_taxed_use_of_a_facility_shows_tax_and_registration_number() -> None:
    receipt = compose_receipt([ROOM, ROOM], PAID, {"kyoiku.kominkan": IIYAMA})
    assert receipt.total == Money(6000)
    assert receipt.taxes == (
        ReceiptTax(TaxTotal(TaxClass.TAXABLE_10, Money(6000), Money(545)), IIYAMA),
    )


def test_statutory_fee_shows_no_registration_number() -> None:
    receipt = compose_receipt([COPY], PAID, {"koseki": IIYAMA})
    assert [tax.registration for tax in receipt.taxes] == [None]


def test_account_without_registration_claims_no_invoice() -> None:
    assert compose_receipt([ROOM], PAID, {}).taxes[0].registration is None


def test_two_issuers_on_one_receipt_keep_their_taxes_apart() -> None:
    parking = replace(ROOM, account="doboku.chushajo", unit_price=Money(110))
    receipt = compose_receipt([ROOM, parking], PAID, {"kyoiku.kominkan": IIYAMA})
    assert [(tax.registration, tax.totals.tax_included) for tax in receipt.taxes] == [
        (IIYAMA, Money(272)),
        (None, Money(10)),
    ]


def test_cash_taken_by_the_city_gives_a_receipt() -> None:
    assert compose_receipt([ROOM], PAID, {}).kind is ReceiptKind.RECEIPT


def test_card_payment_gives_a_slip_that_is_no_receipt() -> None:
    paid = replace(PAID, method=PaymentMethod.CREDIT_CARD)
    assert compose_receipt([ROOM], paid, {}).kind is ReceiptKind.USAGE_SLIP


def test_city_may_give_receipts_for_cards_as_well() -> None:
    paid = replace(PAID, method=PaymentMethod.CREDIT_CARD)
    kinds = {PaymentMethod.CREDIT_CARD: ReceiptKind.RECEIPT}
    assert compose_receipt([ROOM], paid, {}, kinds).kind is ReceiptKind.RECEIPT


def test_every_means_of_payment_has_a_kind_of_receipt() -> None:
    assert set(DEFAULT_KINDS) == set(PaymentMethod)


@pytest.mark.parametrize(
    "number", ["4000020202134", "T4000020202135", "T400002020213", "T４000020202134", "T"]
)
def test_number_that_fits_no_issuer_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="no registration number"):
        RegistrationNumber(number)


def test_registration_number_is_printed_as_it_is() -> None:
    assert str(IIYAMA) == "T4000020202134"
