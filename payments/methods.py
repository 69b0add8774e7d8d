"""The means of payment, as the payer knows them."""

from enum import StrEnum


class PaymentMethod(StrEnum):
    """A means of payment; which of them a procedure takes is written in its fee."""

    CREDIT_CARD = "credit_card"
    QR = "qr"
    PAY_EASY = "pay_easy"
    E_MONEY_COUNTER = "e_money_counter"
    CASH_COUNTER = "cash_counter"
