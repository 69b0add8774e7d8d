"""Double entries for every yen that moves: pure, balanced, in whole yen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from payments.money import ZERO, Money, total


class Unbalanced(Exception):
    """Debit and credit of an entry differ, or it moves nothing."""


class AccountKind(StrEnum):
    """What an account of the ledger holds."""

    RECEIVABLE = "receivable"  #: 未収: assessed and announced, not yet received
    GATEWAY = "gateway"  #: received by a payment agent, not yet in the bank account
    COUNTER = "counter"  #: in the till
    REVENUE = "revenue"  #: 歳入, by 款項目節
    DEPOSITS = "deposits"  #: 預り金: belongs to the payer and goes back


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """An account, and which one of its kind: a gateway's name or a revenue account's code."""

    kind: AccountKind
    detail: str = ""

    def __post_init__(self) -> None:
        if bool(self.detail) != (self.kind in {AccountKind.GATEWAY, AccountKind.REVENUE}):
            raise ValueError(f"{self.kind} with detail {self.detail!r}")

    @property
    def code(self) -> str:
        """Return the stored form, such as "revenue:koseki-jumin.juminhyo"."""
        return f"{self.kind}:{self.detail}" if self.detail else str(self.kind)

    @classmethod
    def parse(cls, code: str) -> Self:
        kind, _, detail = code.partition(":")
        return cls(AccountKind(kind), detail)


RECEIVABLE = LedgerAccount(AccountKind.RECEIVABLE)
COUNTER_CASH = LedgerAccount(AccountKind.COUNTER)
DEPOSITS = LedgerAccount(AccountKind.DEPOSITS)


def cash_at(gateway: str) -> LedgerAccount:
    """Return the account that holds what a payment agent received for us."""
    return LedgerAccount(AccountKind.GATEWAY, gateway)


def revenue(account: str) -> LedgerAccount:
    return LedgerAccount(AccountKind.REVENUE, account)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One side of an entry: debit or credit, never both, never neither."""

    account: LedgerAccount
    debit: Money = ZERO
    credit: Money = ZERO

    def __post_init__(self) -> None:
        if bool(self.debit) == bool(self.credit):
            raise Unbalanced(f"{self.account.code}: debit {self.debit}, credit {self.credit}")


class EntryKind(StrEnum):
    """What happened."""

    BILL_ASSESSED = "bill_assessed"
    ASSESSMENT_REDUCED = "assessment_reduced"
    RECEIVABLE_COLLECTED = "receivable_collected"
    FEE_RECEIVED = "fee_received"
    SURPLUS_RECEIVED = "surplus_received"
    FEE_REFUNDED = "fee_refunded"
    SURPLUS_RETURNED = "surplus_returned"


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that balance, or Unbalanced.  `subject` is the id of the bill, attempt or refund."""

    kind: EntryKind
    subject: str
    lines: tuple[LedgerLine, ...]

    def __post_init__(self) -> None:
        debit = total(line.debit for line in self.lines)
        credit = total(line.credit for line in self.lines)
        if not self.lines or debit != credit:
            raise Unbalanced(f"{self.kind} {self.subject}: debit {debit}, credit {credit}")


Portions = Mapping[str, Money]
"""How an amount divides over revenue accounts, by their codes."""


def bill_assessed(bill_id: str, portions: Portions) -> Entry:
    """Book what a payment notice announces (調定); revenue of the year the notice goes out.

    Source: 地方自治法第231条, 同施行令第142条第1項第2号.
    """
    return _entry(
        EntryKind.BILL_ASSESSED,
        bill_id,
        _one(RECEIVABLE, portions),
        _revenue(portions),
    )


def assessment_reduced(bill_id: str, portions: Portions) -> Entry:
    """Take back an assessment nobody has paid (減額調定)."""
    return _entry(
        EntryKind.ASSESSMENT_REDUCED,
        bill_id,
        _revenue(portions),
        _one(RECEIVABLE, portions),
    )


def receivable_collected(attempt_id: str, cash: LedgerAccount, amount: Money) -> Entry:
    """Book money for something assessed before."""
    return _move(EntryKind.RECEIVABLE_COLLECTED, attempt_id, cash, RECEIVABLE, amount)


def fee_received(attempt_id: str, cash: LedgerAccount, portions: Portions) -> Entry:
    """Book a fee paid without a notice; revenue of the year it is received, assessed afterwards.

    Gross: what the gateway keeps for itself is an expense (地方自治法第210条).
    Source: 地方自治法施行令第142条第1項第3号.
    """
    return _entry(EntryKind.FEE_RECEIVED, attempt_id, _one(cash, portions), _revenue(portions))


def surplus_received(attempt_id: str, cash: LedgerAccount, amount: Money) -> Entry:
    """Book money that came twice or for nothing: it is the payer's, not revenue."""
    return _move(EntryKind.SURPLUS_RECEIVED, attempt_id, cash, DEPOSITS, amount)


def fee_refunded(refund_id: str, cash: LedgerAccount, portions: Portions) -> Entry:
    """Book a fee going back out of the revenue it came to, within the same year's books (戻出).

    Source: 地方自治法施行令第165条の7; confidence medium.
    """
    return _entry(EntryKind.FEE_REFUNDED, refund_id, _revenue(portions), _one(cash, portions))


def surplus_returned(refund_id: str, cash: LedgerAccount, amount: Money) -> Entry:
    """Book a surplus going back to the payer; revenue is not touched."""
    return _move(EntryKind.SURPLUS_RETURNED, refund_id, DEPOSITS, cash, amount)


@dataclass(frozen=True, slots=True)
class Balance:
    """Everything ever debited and credited to one account."""

    debit: Money = ZERO
    credit: Money = ZERO


def trial_balance(entries: Iterable[Entry]) -> dict[LedgerAccount, Balance]:
    """Add up entries by account; over all accounts debit equals credit, always."""
    balances: dict[LedgerAccount, Balance] = {}
    for entry in entries:
        for line in entry.lines:
            so_far = balances.get(line.account, Balance())
            balances[line.account] = Balance(so_far.debit + line.debit, so_far.credit + line.credit)
    return balances


_Side = Mapping[LedgerAccount, Money]


def _one(account: LedgerAccount, portions: Portions) -> _Side:
    return {account: total(portions.values())}


def _revenue(portions: Portions) -> _Side:
    return {revenue(code): amount for code, amount in portions.items() if amount}


def _move(
    kind: EntryKind, subject: str, debit: LedgerAccount, credit: LedgerAccount, amount: Money
) -> Entry:
    return _entry(kind, subject, {debit: amount}, {credit: amount})


def _entry(kind: EntryKind, subject: str, debit: _Side, credit: _Side) -> Entry:
    return Entry(
        kind,
        subject,
        (
            *(LedgerLine(account, debit=amount) for account, amount in debit.items()),
            *(LedgerLine(account, credit=amount) for account, amount in credit.items()),
        ),
    )
