"""Every yen that moves is a balanced entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments import ledger
from payments.ledger import (
    COUNTER_CASH,
    DEPOSITS,
    RECEIVABLE,
    Balance,
    Entry,
    EntryKind,
    LedgerAccount,
    LedgerLine,
    Unbalanced,
    cash_at,
    revenue,
    trial_balance,
)
from payments.money import ZERO, Money, total

DEMO = cash_at("demo")
JUMINHYO = revenue("koseki-jumin.juminhyo")
POST = revenue("yubin.yuso")
BILL = {"koseki-jumin.juminhyo": Money(600), "yubin.yuso": Money(110)}


def test_fee_received_is_revenue_of_each_account() -> None:
    assert ledger.fee_received("at_1", DEMO, BILL).lines == (
        LedgerLine(DEMO, debit=Money(710)),
        LedgerLine(JUMINHYO, credit=Money(600)),
        LedgerLine(POST, credit=Money(110)),
    )


def test_account_with_nothing_gets_no_line() -> None:
    entry = ledger.fee_received("at_1", COUNTER_CASH, BILL | {"yubin.yuso": ZERO})
    assert [line.account for line in entry.lines] == [COUNTER_CASH, JUMINHYO]


def test_assessed_bill_is_no_longer_owed_once_collected() -> None:
    entries = [
        ledger.bill_assessed("b_1", BILL),
        ledger.receivable_collected("at_1", DEMO, Money(710)),
    ]
    assert trial_balance(entries)[RECEIVABLE] == Balance(Money(710), Money(710))


def test_reduced_assessment_leaves_no_revenue() -> None:
    entries = [ledger.bill_assessed("b_1", BILL), ledger.assessment_reduced("b_1", BILL)]
    assert trial_balance(entries)[JUMINHYO] == Balance(Money(600), Money(600))


def test_surplus_sent_back_never_touches_revenue_lesson_7() -> None:
    entries = [
        ledger.fee_received("at_1", DEMO, BILL),
        ledger.surplus_received("at_2", DEMO, Money(710)),
        ledger.surplus_returned("rf_1", DEMO, Money(710)),
    ]
    balances = trial_balance(entries)
    assert balances[JUMINHYO] == Balance(credit=Money(600))
    assert balances[DEPOSITS] == Balance(Money(710), Money(710))


def test_refunded_fee_leaves_the_revenue_it_came_to() -> None:
    entry = ledger.fee_refunded("rf_1", DEMO, {"yubin.yuso": Money(110)})
    assert entry.lines == (
        LedgerLine(POST, debit=Money(110)),
        LedgerLine(DEMO, credit=Money(110)),
    )


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=5))
def test_trial_balance_is_always_zero(yen: list[int]) -> None:
    portions = {f"account-{index}": Money(amount) for index, amount in enumerate(yen)}
    balances = trial_balance(
        [ledger.fee_received("at_1", DEMO, portions), ledger.fee_refunded("rf_1", DEMO, portions)]
    ).values()
    assert total(b.debit for b in balances) == total(b.credit for b in balances)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (LedgerLine(DEMO, debit=Money(1)),),
        (LedgerLine(DEMO, debit=Money(2)), LedgerLine(DEPOSITS, credit=Money(1))),
    ],
)
def test_entry_that_does_not_balance_cannot_be_made(lines: tuple[LedgerLine, ...]) -> None:
    with pytest.raises(Unbalanced):
        Entry(EntryKind.SURPLUS_RECEIVED, "at_1", lines)


@pytest.mark.parametrize(("debit", "credit"), [(0, 0), (1, 1)])
def test_line_is_debit_or_credit(debit: int, credit: int) -> None:
    with pytest.raises(Unbalanced):
        LedgerLine(DEMO, Money(debit), Money(credit))


@pytest.mark.parametrize("account", [RECEIVABLE, COUNTER_CASH, DEPOSITS, DEMO, JUMINHYO])
def test_account_reads_back_from_its_code(account: LedgerAccount) -> None:
    assert LedgerAccount.parse(account.code) == account


@pytest.mark.parametrize("code", ["revenue", "deposits:mine", "gold"])
def test_account_nobody_keeps_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=code.partition(":")[0]):
        LedgerAccount.parse(code)
