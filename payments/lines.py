"""The lines of a bill, each explained, bookable and refundable on its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payments.money import Money
from payments.tables import LocalText
from payments.taxes import TaxClass


class LineKind(StrEnum):
    """What a line of a bill is; only a reduction is taken away."""

    FEE = "fee"
    SURCHARGE = "surcharge"
    REDUCTION = "reduction"
    POSTAGE = "postage"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """One line of a bill, with everything needed to explain, book and refund it."""

    key: str
    label: LocalText
    kind: LineKind = LineKind.FEE
    unit_price: Money
    quantity: int = 1
    account: str
    tax: TaxClass
    refund_policy: str | None  #: None: goes back whole
    table: str | None = None
    price_row: str | None = None
    edition: date | None = None  #: valid_from of the edition the price was read from
    row: int | None = None  #: index in the repeating answer

    @property
    def amount(self) -> Money:
        """Never negative; `kind` says whether it is added or taken away."""
        return self.unit_price * self.quantity

    @property
    def signed_yen(self) -> int:
        return -self.amount.yen if self.kind is LineKind.REDUCTION else self.amount.yen


def by_account(lines: Iterable[QuoteLine]) -> dict[str, Money]:
    """Return what belongs to each revenue account; accounts with nothing are left out."""
    yen: dict[str, int] = {}
    for line in lines:
        yen[line.account] = yen.get(line.account, 0) + line.signed_yen
    return {account: Money(amount) for account, amount in yen.items() if amount}
