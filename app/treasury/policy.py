"""Pure rules of money: which account a sum belongs to, which attempt it goes back through."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from payments.ledger import COUNTER_CASH, LedgerAccount, cash_at
from payments.methods import PaymentMethod
from payments.money import Money

Yen = Mapping[str, int]
"""Whole yen by the code of a revenue account."""

#: Reason of a refund that gives back money that came twice or for nothing; it was never revenue,
#: so the fee stays settled (Lesson 7).
SURPLUS = "surplus"
#: Reason of a refund after a bill became lower.
DIFFERENCE = "difference"

#: A gateway is asked for the first time this long after the start; its own news is faster.
FIRST_ASKED_AFTER = timedelta(minutes=2)
LONGEST_BETWEEN_ASKING = timedelta(days=1)


def shown_receipt_number(number: int) -> str:
    """Return a receipt's number as people read it; there is one count for the municipality."""
    return f"{number:07}"


def next_asking(created_at: datetime, now: datetime) -> datetime:
    """Return when a gateway is asked again: the older an attempt, the more seldom, never not."""
    age = now - created_at
    return now + min(max(age, FIRST_ASKED_AFTER), LONGEST_BETWEEN_ASKING)


def cash_account(gateway: str, method: str) -> LedgerAccount:
    """Return where money lies: in the till, or at whoever received it for us."""
    return COUNTER_CASH if method == PaymentMethod.CASH_COUNTER else cash_at(gateway)


def less(amounts: Yen, taken: Yen) -> dict[str, int]:
    """Subtract account by account; a result may be below zero."""
    return {
        account: amounts.get(account, 0) - taken.get(account, 0) for account in {**amounts, **taken}
    }


def added(parts: Iterable[Yen]) -> dict[str, int]:
    together: dict[str, int] = {}
    for part in parts:
        for account, yen in part.items():
            together[account] = together.get(account, 0) + yen
    return together


def up_to(yen: int, wanted: Yen) -> dict[str, int]:
    """Divide a sum over the accounts that want something, in their order."""
    portions: dict[str, int] = {}
    for account, asked in wanted.items():
        portion = min(yen, max(asked, 0))
        if portion:
            portions[account] = portion
        yen -= portion
    return portions


def as_money(yen: Yen) -> dict[str, Money]:
    return {account: Money(amount) for account, amount in yen.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """What one settled attempt still holds for one bill, by revenue account."""

    attempt_id: str
    bill_id: str
    left: Yen


@dataclass(frozen=True, slots=True)
class Share:
    """What goes back through one attempt."""

    source: Source
    portions: Yen

    @property
    def yen(self) -> int:
        return sum(self.portions.values())


def share_out(wanted: Yen, sources: Iterable[Source]) -> list[Share]:
    """Divide what goes back over the attempts it came by, never more than each still holds.

    It leaves the accounts it is wanted from.  Where a correction moved the fee to another account,
    the money is still booked on the old one; what is missing then leaves from there.
    """
    rest = {account: yen for account, yen in wanted.items() if yen > 0}
    shares: list[Share] = []
    for source in sources:
        portions = {
            account: min(rest.get(account, 0), left) for account, left in source.left.items()
        }
        rest = less(rest, portions)
        shares.append(Share(source, portions))
    missing = sum(rest.values())
    for number, share in enumerate(shares):
        more = up_to(missing, less(share.source.left, share.portions))
        missing -= sum(more.values())
        shares[number] = Share(share.source, _nonzero(added((share.portions, more))))
    return [share for share in shares if share.yen]


def _nonzero(portions: Yen) -> dict[str, int]:
    return {account: yen for account, yen in portions.items() if yen}
