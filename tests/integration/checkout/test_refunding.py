"""Money that goes back: by policy, once, through the attempts it came by."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.audit.queries import of_subject
from app.checkout import jobs, queries
from app.checkout.queries import Undecided
from app.checkout.service import refunding
from app.core import clock
from app.core.actor import CITIZEN
from app.core.db import lock, reading, transaction
from app.procedures import queries as procedures
from app.submissions.models import Submission
from app.submissions.service.door import advance
from app.submissions.states import Event
from app.treasury import jobs as treasury_jobs
from app.treasury import queries as treasury
from app.treasury.service import refunds
from app.treasury.service.refunds import RefundMoved
from payments.errors import GatewayUnavailable, RefundRefused
from payments.ledger import cash_at, revenue
from payments.money import ZERO, Money
from tests.support.gateways import ScriptedGateway, use
from tests.support.paying import (
    CLERK,
    Payer,
    apply_policy,
    bill_again,
    happen,
    leave_withdrawing_to_a_clerk,
    order_certificate,
    pay,
)
from tests.support.queue import arguments_of

CERTIFICATES = revenue("koseki-jumin.juminhyo")


def test_withdrawn_before_review_everything_goes_back(certificate: Payer) -> None:
    pay(certificate)
    certificate.withdraw()
    apply_policy(certificate)
    refund = certificate.money().refunds[0]
    assert (refund.amount, refund.reason) == (Money(300), "withdrawn_before_review")
    assert {"refund_id": refund.id} in arguments_of("treasury.send_refund")


def test_policy_applied_twice_gives_back_once(certificate: Payer) -> None:
    pay(certificate)
    certificate.withdraw()
    apply_policy(certificate)
    apply_policy(certificate)
    assert len(certificate.money().refunds) == 1


def test_withdrawn_in_review_the_fee_stays(certificate: Payer) -> None:
    pay(certificate)
    happen(certificate, Event.TAKEN)
    certificate.withdraw()
    apply_policy(certificate)
    assert certificate.money().refunds == []


def test_refused_everything_goes_back_once_it_is_published(certificate: Payer) -> None:
    pay(certificate)
    happen(certificate, Event.TAKEN, Event.PROPOSED, Event.REJECTED)
    apply_policy(certificate)
    assert certificate.money().refunds == []
    happen(certificate, Event.PUBLISHED)
    apply_policy(certificate)
    assert [each.reason for each in certificate.money().refunds] == ["refused"]


def test_approved_nothing_goes_back(certificate: Payer) -> None:
    pay(certificate)
    happen(certificate, Event.TAKEN, Event.PROPOSED, Event.APPROVED, Event.PUBLISHED)
    apply_policy(certificate)
    assert certificate.money().refunds == []


def test_unpaid_filing_gives_nothing_back(certificate: Payer) -> None:
    certificate.withdraw()
    apply_policy(certificate)
    assert certificate.money().refunds == []


def withdraw_so_long_before(payer: Payer, offset_file: Path, days: int) -> None:
    """Move the clock near the day of collection and withdraw what is in review."""
    pay(payer)
    happen(payer, Event.TAKEN)
    with reading() as session:
        submission = session.get_one(Submission, payer.id)
        definition = procedures.version(submission.version_id).definition
        day = refunding.day_of_use(session, submission, definition)
    assert day is not None
    ahead = day - timedelta(days=days) - clock.today()
    offset_file.write_text(str(int(ahead.total_seconds())))
    with transaction() as session:
        submission = lock(session, Submission, payer.id)
        advance(session, submission, Event.WITHDRAWN, CITIZEN, reviewed=1)


def test_booking_called_off_three_days_before_goes_back_whole(
    waste: Payer, offset_file: Path
) -> None:
    withdraw_so_long_before(waste, offset_file, days=3)
    apply_policy(waste)
    assert [each.amount for each in waste.money().refunds] == [Money(300)]


def test_booking_called_off_two_days_before_is_lost(waste: Payer, offset_file: Path) -> None:
    withdraw_so_long_before(waste, offset_file, days=2)
    apply_policy(waste)
    assert waste.money().refunds == []
    assert queries.undecided_refund(waste.id) == ()


def test_what_the_policy_leaves_to_a_clerk_is_noted_and_listed(services: Flask) -> None:
    leave_withdrawing_to_a_clerk(order_certificate())
    payer = order_certificate()
    pay(payer)
    happen(payer, Event.TAKEN)
    payer.withdraw()
    apply_policy(payer)
    assert payer.money().refunds == []
    assert queries.undecided_refund(payer.id) == (Undecided("koseki-jumin.juminhyo", Money(300)),)
    actions = [link.action for link in of_subject(f"submission:{payer.id}")]
    assert actions[-1] == "refund.undecided"


def test_correction_that_costs_less_sends_the_difference_back_once(services: Flask) -> None:
    payer = order_certificate(copies=3)
    pay(payer)
    bill_again(payer, copies=1)
    jobs.return_difference(payer.id)
    jobs.return_difference(payer.id)
    assert [(each.amount, each.reason) for each in payer.money().refunds] == [
        (Money(600), "difference")
    ]
    assert payer.money().owed == ZERO


def test_who_withdraws_gets_back_what_was_paid_too_much_as_well(services: Flask) -> None:
    payer = order_certificate(copies=3)
    pay(payer)
    bill_again(payer, copies=1)
    payer.withdraw()
    apply_policy(payer)
    jobs.return_difference(payer.id)
    assert [(each.amount, each.reason) for each in payer.money().refunds] == [
        (Money(600), "difference"),
        (Money(300), "withdrawn_before_review"),
    ]


def test_correction_that_costs_more_owes_the_difference_alone(services: Flask) -> None:
    payer = order_certificate()
    pay(payer)
    bill_again(payer, copies=3)
    assert payer.money().owed == Money(600)
    jobs.return_difference(payer.id)
    assert payer.money().refunds == []


def test_refund_leaves_the_account_that_the_fee_came_to(certificate: Payer) -> None:
    pay(certificate)
    certificate.withdraw()
    apply_policy(certificate)
    treasury_jobs.send_refund(certificate.money().refunds[0].id)
    for account in (CERTIFICATES, cash_at("demo")):
        balance = treasury.trial_balance()[account]
        assert balance.debit == balance.credit == Money(300)
    assert certificate.money().state == "refunded"


def test_refund_sent_twice_is_paid_once(services: Flask, certificate: Payer) -> None:
    """Lesson 8."""
    pay(certificate)
    certificate.withdraw()
    apply_policy(certificate)
    gateway = use(services, ScriptedGateway())
    refund_id = certificate.money().refunds[0].id
    treasury_jobs.send_refund(refund_id)
    treasury_jobs.send_refund(refund_id)
    assert gateway.refunded == [refund_id]


def test_forgotten_refunds_are_sent_each_by_itself(
    services: Flask, offset_file: Path, certificate: Payer
) -> None:
    """Lesson 9."""
    payers = [certificate, order_certificate()]
    for payer in payers:
        pay(payer)
        payer.withdraw()
        apply_policy(payer)
    gateway = use(services, ScriptedGateway(errors=[GatewayUnavailable("down")]))
    offset_file.write_text("660")
    treasury_jobs.send_forgotten_refunds()
    assert len(gateway.refunded) == 1
    treasury_jobs.send_forgotten_refunds()
    assert len(gateway.refunded) == 2


def test_refused_refund_waits_for_somebody_and_can_be_sent_again(
    services: Flask, certificate: Payer
) -> None:
    pay(certificate)
    certificate.withdraw()
    apply_policy(certificate)
    use(services, ScriptedGateway(errors=[RefundRefused("too old")]))
    refund_id = certificate.money().refunds[0].id
    treasury_jobs.send_refund(refund_id)
    assert certificate.money().refunds[0].state == "failed"
    refunds.retry(refund_id, CLERK)
    treasury_jobs.send_refund(refund_id)
    assert certificate.money().refunds[0].state == "done"
    with pytest.raises(RefundMoved):
        refunds.retry(refund_id, CLERK)
    traces = [link.action for link in of_subject(f"refund:{refund_id}")]
    assert traces == ["refund.failed", "refund.requested", "refund.done"]
