"""Rules of paying that need no database."""

from datetime import date

import pytest

from app.checkout import policy
from app.checkout.policy import due_back, occasion_of
from app.submissions.states import Event, State
from payments.adapters.counter import CounterGateway
from payments.adapters.demo import DemoGateway
from payments.adapters.demo_bank import DemoBank, MemoryDemoLedger
from payments.fees import FeeSchedule, FeeTiming
from payments.gateway import GatewayRegistry
from payments.lines import QuoteLine
from payments.methods import PaymentMethod
from payments.money import Money
from payments.refund import (
    CLERK_DECIDES,
    WHOLE,
    CancellationStep,
    Occasion,
    RefundPolicy,
    RefundRule,
)
from payments.states import RefundState
from payments.taxes import TaxClass

BOOKING = RefundPolicy(
    {
        Occasion.WITHDRAWN_BEFORE_REVIEW: WHOLE,
        Occasion.WITHDRAWN_AFTER_REVIEW: CLERK_DECIDES,
        Occasion.REFUSED: WHOLE,
        Occasion.CITYS_FAULT: WHOLE,
    },
    (CancellationStep(30, 90), CancellationStep(15, 50), CancellationStep(0, 0)),
)
CERTIFICATE = RefundPolicy(
    {Occasion.WITHDRAWN_AFTER_REVIEW: RefundRule(0), Occasion.REFUSED: WHOLE}
)
POLICIES = {"booking": BOOKING, "certificate": CERTIFICATE}
AFTER = Occasion.WITHDRAWN_AFTER_REVIEW


def line(policy_key: str | None, yen: int = 1000) -> QuoteLine:
    return QuoteLine(
        key="line",
        label={"ja": "基本使用料"},
        unit_price=Money(yen),
        account=f"account.{policy_key}",
        tax=TaxClass.NON_TAXABLE,
        refund_policy=policy_key,
        edition=date(2026, 4, 1),
    )


def test_offers_are_what_fee_and_gateway_agree_on_in_the_order_of_the_fee() -> None:
    bank = DemoBank(MemoryDemoLedger(), b"k" * 32)
    demo = DemoGateway(environment="test", bank=bank, page_url="http://127.0.0.1:8000/demo/pay")
    fee = FeeSchedule(
        timing=FeeTiming.ON_FILING, methods=(PaymentMethod.CASH_COUNTER, PaymentMethod.QR)
    )
    offers = policy.offers(fee, GatewayRegistry(demo, CounterGateway()))
    assert [(offer.value, offer.online) for offer in offers] == [
        ("counter.cash_counter", False),
        ("demo.qr", True),
    ]


@pytest.mark.parametrize("state", State)
def test_payer_pays_online_only_while_the_filing_waits_for_money(state: State) -> None:
    waits = state in {State.AWAITING_PAYMENT, State.AWAITING_FEE}
    assert policy.may_pay_online(state) is waits
    assert policy.may_pay_at_counter(state, FeeTiming.ON_FILING) is waits


def test_fee_due_at_the_visit_is_taken_as_long_as_the_filing_runs() -> None:
    taken = {each for each in State if policy.may_pay_at_counter(each, FeeTiming.AT_VISIT)}
    assert {State.RECEIVED, State.IN_REVIEW, State.RETURNED} <= taken
    assert taken.isdisjoint({State.DRAFT, State.APPROVED, State.WITHDRAWN, State.EXPIRED})


@pytest.mark.parametrize(
    ("event", "to_state", "reviewed", "occasion"),
    [
        (Event.WITHDRAWN, State.WITHDRAWN, False, Occasion.WITHDRAWN_BEFORE_REVIEW),
        (Event.WITHDRAWN, State.WITHDRAWN, True, Occasion.WITHDRAWN_AFTER_REVIEW),
        (Event.PUBLISHED, State.REJECTED, True, Occasion.REFUSED),
        (Event.PUBLISHED, State.APPROVED, True, None),
        (Event.REJECTED, State.REJECTED, True, None),
        (Event.TIMED_OUT, State.EXPIRED, False, Occasion.CITYS_FAULT),
        (Event.CLOSED, State.CLOSED, True, Occasion.CLOSED),
    ],
)
def test_occasion_follows_from_what_happened(
    event: Event, to_state: State, reviewed: bool, occasion: Occasion | None
) -> None:
    assert occasion_of(event, to_state, reviewed=reviewed) is occasion


@pytest.mark.parametrize(("days_before", "yen"), [(30, 900), (29, 500), (14, 0), (-1, 0)])
def test_booking_withdrawn_in_review_follows_its_steps(days_before: int, yen: int) -> None:
    assert due_back([line("booking")], POLICIES, AFTER, days_before).amount == Money(yen)


def test_booking_withdrawn_before_review_goes_back_by_that_rule() -> None:
    due = due_back([line("booking")], POLICIES, Occasion.WITHDRAWN_BEFORE_REVIEW, 1)
    assert due.amount == Money(1000)


def test_booking_without_a_day_is_left_to_a_clerk() -> None:
    due = due_back([line("booking")], POLICIES, AFTER, None)
    assert [part.account for part in due.undecided] == ["account.booking"]


def test_each_line_follows_its_own_policy_and_postage_goes_back_whole() -> None:
    lines = [line("booking"), line("certificate"), line(None, 110)]
    assert due_back(lines, POLICIES, AFTER, 15).by_account() == {
        "account.booking": Money(500),
        "account.None": Money(110),
    }


@pytest.mark.parametrize("state", RefundState)
def test_money_is_handed_back_once_and_only_what_a_clerk_took(state: RefundState) -> None:
    assert policy.may_hand_back(policy.COUNTER, state) is (state is not RefundState.DONE)
    assert not policy.may_hand_back("demo", state)


@pytest.mark.parametrize("state", RefundState)
def test_only_a_refused_refund_is_sent_once_more(state: RefundState) -> None:
    assert policy.may_retry(state) is (state is RefundState.FAILED)
