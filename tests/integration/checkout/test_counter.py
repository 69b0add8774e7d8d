"""Money taken face to face."""

import pytest
from flask import Flask

from app.accounts.permissions import Grant, Member, OutOfSight, Role
from app.checkout.service.counter import Taking, take_at_counter
from app.checkout.service.starting import NothingToPay
from app.core.actor import CITIZEN, staff
from app.core.db import lock, transaction
from app.core.errors import Invalid, NotAllowed, NotFound, Stale
from app.submissions.content import read_revision
from app.submissions.models import Submission
from app.submissions.service import corrections
from app.submissions.states import Event, State
from app.treasury import queries as treasury
from app.treasury.service import refunds
from forms.text import LocalText
from payments.ledger import COUNTER_CASH, cash_at
from payments.methods import PaymentMethod
from payments.money import ZERO, Money
from payments.states import AttemptEvent
from tests.support.paying import (
    Payer,
    apply_policy,
    happen,
    order_certificate,
    publish_fee_anew,
    say,
)

CASH = PaymentMethod.CASH_COUNTER


def member(role: Role, department: str = "shimin") -> Member:
    return Member(7, "hanako", "窓口 花子", LocalText("市民課"), (Grant(role, department),))


CLERK = member(Role.CLERK)


def taking(payer: Payer, method: PaymentMethod = CASH, yen: int = 300) -> Taking:
    return Taking(payer.reference, Money(yen), method)


def test_cash_settles_at_once_with_a_receipt(certificate: Payer) -> None:
    attempt_id = take_at_counter(CLERK, taking(certificate))
    money = certificate.money()
    assert (certificate.state(), money.is_paid) == (State.RECEIVED, True)
    assert [each.attempt_id for each in money.receipts] == [attempt_id]
    assert treasury.trial_balance()[COUNTER_CASH].debit == Money(300)


def test_card_at_the_counter_lies_at_the_terminals_company(certificate: Payer) -> None:
    take_at_counter(CLERK, taking(certificate, PaymentMethod.CREDIT_CARD))
    assert treasury.trial_balance()[cash_at("counter")].debit == Money(300)


def test_other_amount_than_is_owed_is_not_taken(certificate: Payer) -> None:
    with pytest.raises(Stale):
        take_at_counter(CLERK, taking(certificate, yen=200))
    assert certificate.state() is State.AWAITING_PAYMENT


def test_second_taking_finds_nothing_to_pay(certificate: Payer) -> None:
    take_at_counter(CLERK, taking(certificate))
    with pytest.raises(NothingToPay):
        take_at_counter(CLERK, taking(certificate))


def test_means_that_no_counter_takes_is_invalid(certificate: Payer) -> None:
    with pytest.raises(Invalid):
        take_at_counter(CLERK, taking(certificate, PaymentMethod.PAY_EASY))


def test_unknown_reference_and_foreign_department_look_alike(certificate: Payer) -> None:
    with pytest.raises(NotFound):
        take_at_counter(CLERK, Taking("0000000000", Money(300), CASH))
    with pytest.raises(OutOfSight):
        take_at_counter(member(Role.CLERK, "kankyo"), taking(certificate))


def test_somebody_who_may_not_take_money_does_not(certificate: Payer) -> None:
    with pytest.raises(NotAllowed):
        take_at_counter(member(Role.APPROVER), taking(certificate))


def test_card_that_settles_after_cash_was_taken_is_a_surplus(certificate: Payer) -> None:
    """Lesson 7."""
    by_card = certificate.start()
    take_at_counter(CLERK, taking(certificate))
    say(by_card, AttemptEvent.SETTLED, "evt_1")
    money = certificate.money()
    assert money.is_paid
    assert [(each.attempt_id, each.is_surplus) for each in money.refunds] == [(by_card, True)]


def test_counter_refund_waits_for_the_clerk_who_hands_it_back(
    services: Flask, certificate: Payer
) -> None:
    take_at_counter(CLERK, taking(certificate))
    certificate.withdraw()
    apply_policy(certificate)
    refund_id = certificate.money().refunds[0].id
    refunds.send(refund_id)
    assert certificate.money().refunds[0].state == "sent"
    assert treasury.trial_balance()[COUNTER_CASH].credit == ZERO
    refunds.hand_back(refund_id, staff(CLERK.id))
    assert certificate.money().refunds[0].state == "done"
    assert treasury.trial_balance()[COUNTER_CASH].credit == Money(300)


def test_what_is_paid_at_the_visit_follows_the_corrected_answers(services: Flask) -> None:
    at_visit = {"timing": "at_visit", "methods": ["cash_counter"]}
    publish_fee_anew(order_certificate(), at_visit)
    payer = order_certificate(copies=3)
    happen(payer, Event.TAKEN, Event.RETURNED)
    with transaction() as session:
        submission = lock(session, Submission, payer.id)
        answers = read_revision(session, submission.id, submission.revision).answers
        mended = corrections.propose_revision(session, submission, {**answers, "copies": 1})
        corrections.bring_into_force(session, submission, mended.number, CITIZEN)
    assert (payer.state(), payer.money().owed) == (State.IN_REVIEW, Money(300))
