"""News of gateways: however often and in whatever order it comes, money settles once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.checkout.service import settling
from app.core.db import reading
from app.core.errors import Conflict, NotFound
from app.submissions.states import State
from app.treasury import queries as treasury
from app.treasury.models import GatewayDelivery, LedgerEntry, Receipt
from app.treasury.service.payments import Contradiction
from payments.gateway import GatewayEvent
from payments.ledger import DEPOSITS, LedgerAccount, cash_at, revenue
from payments.money import ZERO, Money
from payments.states import AttemptEvent, AttemptState
from tests.support.paying import Payer, apply_policy, at_bank, pay, say
from tests.support.queue import arguments_of, waiting

WASTE_FEES = revenue("seiso.sodai")


def entries() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(LedgerEntry.kind).order_by(LedgerEntry.at)))


def receipts() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Receipt)) or 0


def balance_of(account: LedgerAccount) -> tuple[Money, Money]:
    balance = treasury.trial_balance()[account]
    return balance.debit, balance.credit


def test_money_settles_fee_and_filing_with_entry_and_receipt(waste: Payer) -> None:
    pay(waste)
    money = waste.money()
    assert (waste.state(), money.state, money.owed) == (State.RECEIVED, "settled", ZERO)
    assert (entries(), receipts()) == (["fee_received"], 1)
    assert balance_of(cash_at("demo")) == (Money(300), ZERO)
    assert balance_of(WASTE_FEES) == (ZERO, Money(300))


def test_second_delivery_of_the_same_event_changes_nothing(waste: Payer) -> None:
    """Lesson 1."""
    attempt_id = pay(waste)
    jobs = waiting()
    say(attempt_id, AttemptEvent.SETTLED, f"demo_{attempt_id}:settled")
    assert (waiting(), entries(), receipts()) == (jobs, ["fee_received"], 1)


def test_another_event_that_says_the_same_changes_nothing(waste: Payer) -> None:
    attempt_id = pay(waste)
    jobs = waiting()
    say(attempt_id, AttemptEvent.SETTLED, "evt_2")
    assert (waiting(), entries(), receipts()) == (jobs, ["fee_received"], 1)


def test_news_polls_and_returns_at_the_same_instant_settle_once(
    services: Flask, waste: Payer
) -> None:
    """Lesson 1."""
    attempt_id = waste.start()
    news = at_bank(attempt_id, AttemptEvent.SETTLED)
    again = GatewayEvent("evt_2", news.attempt_id, news.event, news.amount)
    arrivals: list[Callable[[], object]] = [
        lambda: settling.record_event("demo", news),
        lambda: settling.record_event("demo", again),
        waste.come_back,
    ] * 3

    def arrive(one: Callable[[], object]) -> None:
        with services.app_context():
            one()

    with ThreadPoolExecutor(len(arrivals)) as pool:
        list(pool.map(arrive, arrivals))
    assert (waste.state(), entries(), receipts()) == (State.RECEIVED, ["fee_received"], 1)
    assert waiting().count("notices.tell") == 1


def test_money_and_withdrawal_at_the_same_instant_lose_no_yen(
    services: Flask, waste: Payer
) -> None:
    news = at_bank(waste.start(), AttemptEvent.SETTLED)

    def act(one: Callable[[], object]) -> None:
        with services.app_context():
            one()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(act, [waste.withdraw, lambda: settling.record_event("demo", news)]))
    apply_policy(waste)
    assert waste.state() is State.WITHDRAWN
    assert [each.amount for each in waste.money().refunds] == [Money(300)]


def test_wrong_amount_is_a_conflict_and_leaves_no_trace(waste: Payer) -> None:
    attempt_id = waste.start()
    with pytest.raises(Conflict):
        say(attempt_id, AttemptEvent.SETTLED, "evt_1", yen=6)
    assert (waste.state(), entries()) == (State.AWAITING_PAYMENT, [])
    with reading() as session:
        assert session.scalars(select(GatewayDelivery)).all() == []


def test_event_refused_once_is_taken_when_it_comes_again_rightly(waste: Payer) -> None:
    """Lesson 5."""
    attempt_id = waste.start()
    with pytest.raises(Conflict):
        say(attempt_id, AttemptEvent.SETTLED, "evt_1", yen=6)
    say(attempt_id, AttemptEvent.SETTLED, "evt_1")
    assert waste.state() is State.RECEIVED


def test_event_of_another_gateway_or_an_unknown_attempt_is_not_found(waste: Payer) -> None:
    attempt_id = waste.start()
    for gateway, subject in (("counter", attempt_id), ("demo", "nobody-started-this")):
        event = GatewayEvent("evt_1", subject, AttemptEvent.SETTLED, Money(300))
        with pytest.raises(NotFound):
            settling.record_event(gateway, event)


def test_gateway_that_takes_a_settlement_back_is_contradicted(waste: Payer) -> None:
    attempt_id = pay(waste)
    with pytest.raises(Contradiction):
        say(attempt_id, AttemptEvent.CANCELLED, "evt_2")
    assert waste.money().attempts[0].state is AttemptState.SETTLED


def test_failed_attempt_is_worth_nothing_and_frees_the_payer_at_once(waste: Payer) -> None:
    """Lessons 2 and 6."""
    first = waste.start()
    settling.record_event("demo", at_bank(first, AttemptEvent.FAILED))
    assert [each.worth for each in waste.money().attempts] == [ZERO]
    second = pay(waste, "demo.qr")
    assert second != first
    assert waste.state() is State.RECEIVED


def test_attempt_that_failed_settles_when_the_money_comes_after_all(waste: Payer) -> None:
    """Lesson 4."""
    attempt_id = waste.start()
    settling.record_event("demo", at_bank(attempt_id, AttemptEvent.FAILED))
    settling.record_event("demo", at_bank(attempt_id, AttemptEvent.SETTLED))
    assert waste.state() is State.RECEIVED


def test_second_payment_goes_back_and_the_fee_stays_settled(waste: Payer) -> None:
    """Lesson 7."""
    first = waste.start()
    settling.record_event("demo", at_bank(first, AttemptEvent.CANCELLED))
    pay(waste)
    say(first, AttemptEvent.SETTLED, "evt_late")
    assert entries() == ["fee_received", "surplus_received"]
    assert balance_of(DEPOSITS) == (ZERO, Money(300))
    money = waste.money()
    assert (money.state, money.is_paid) == ("settled", True)
    assert [(each.attempt_id, each.is_surplus) for each in money.refunds] == [(first, True)]
    refund = money.refunds[0].id
    assert arguments_of("treasury.send_refund") == [{"refund_id": refund}]
    told = {"submission_id": waste.id, "refund_id": refund}
    assert arguments_of("notices.money_returned") == [told]


def test_money_for_a_withdrawn_filing_goes_back_by_itself(waste: Payer) -> None:
    attempt_id = waste.start()
    waste.withdraw()
    settling.record_event("demo", at_bank(attempt_id, AttemptEvent.SETTLED))
    assert (waste.state(), entries()) == (State.WITHDRAWN, ["surplus_received"])
    assert [each.is_surplus for each in waste.money().refunds] == [True]
    assert receipts() == 0


def test_certificate_arrived_before_it_is_paid_and_is_received_then(certificate: Payer) -> None:
    assert certificate.state() is State.AWAITING_PAYMENT
    pay(certificate)
    assert certificate.state() is State.RECEIVED
    assert balance_of(revenue("koseki-jumin.juminhyo")) == (ZERO, Money(300))
