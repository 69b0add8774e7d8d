"""The ledger in the database: always in balance, and nobody changes it."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError

from app.core import clock
from app.core.db import transaction
from app.treasury import queries
from app.treasury.models import LedgerEntry, LedgerLine
from app.treasury.service import ledger
from payments.ledger import (
    COUNTER_CASH,
    DEPOSITS,
    Balance,
    cash_at,
    fee_received,
    fee_refunded,
    revenue,
    surplus_received,
)
from payments.money import ZERO, Money, total
from tests.support.databases import Database

CERTIFICATES = revenue("koseki-jumin.juminhyo")
POSTAGE = revenue("yubin.yuso")
PAID = {"koseki-jumin.juminhyo": Money(300), "yubin.yuso": Money(110)}
CHANGES = [
    "UPDATE ledger_line SET debit_yen = debit_yen + 1",
    "DELETE FROM ledger_line",
    "UPDATE ledger_entry SET kind = 'fee_refunded'",
    "DELETE FROM ledger_entry",
    "DELETE FROM receipt",
    "DELETE FROM gateway_delivery",
]

pytestmark = pytest.mark.usefixtures("services")


def post_three() -> None:
    with transaction() as session:
        now = clock.now()
        ledger.post(session, fee_received("at_1", cash_at("demo"), PAID), now)
        ledger.post(session, surplus_received("at_2", COUNTER_CASH, Money(300)), now)
        back = {"koseki-jumin.juminhyo": Money(100)}
        ledger.post(session, fee_refunded("rf_1", cash_at("demo"), back), now)


def test_trial_balance_is_zero_and_says_where_every_yen_is() -> None:
    post_three()
    balances = queries.trial_balance()
    assert balances == {
        COUNTER_CASH: Balance(Money(300), ZERO),
        DEPOSITS: Balance(ZERO, Money(300)),
        cash_at("demo"): Balance(Money(410), Money(100)),
        CERTIFICATES: Balance(Money(100), Money(300)),
        POSTAGE: Balance(ZERO, Money(110)),
    }
    debit = total(balance.debit for balance in balances.values())
    assert debit == total(balance.credit for balance in balances.values())


def test_account_shows_every_entry_it_took_part_in() -> None:
    post_three()
    lines = queries.ledger_lines(CERTIFICATES)
    assert [(line.kind, line.subject, line.debit, line.credit) for line in lines] == [
        ("fee_received", "at_1", ZERO, Money(300)),
        ("fee_refunded", "rf_1", Money(100), ZERO),
    ]


def test_entry_out_of_balance_fails_when_it_is_committed() -> None:
    entry = LedgerEntry(id=uuid.uuid4(), at=clock.now(), kind="fee_received", subject="at_1")
    lines = [
        LedgerLine(entry_id=entry.id, account="counter", debit_yen=300, credit_yen=0),
        LedgerLine(entry_id=entry.id, account="deposits", debit_yen=0, credit_yen=299),
    ]
    with pytest.raises(DatabaseError, match="out of balance by 1 yen"), transaction() as session:
        session.add(entry)
        session.flush()
        session.add_all(lines)
        session.flush()
    assert queries.trial_balance() == {}


def test_same_money_is_not_booked_twice() -> None:
    post_three()
    with pytest.raises(IntegrityError), transaction() as session:
        ledger.post(session, fee_received("at_1", cash_at("demo"), PAID), clock.now())


@pytest.mark.parametrize("statement", CHANGES)
def test_application_can_change_nothing_that_was_booked(
    services: Flask, fresh_database: Database, statement: str
) -> None:
    url = fresh_database.application_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    with pytest.raises(ProgrammingError, match="permission denied"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
