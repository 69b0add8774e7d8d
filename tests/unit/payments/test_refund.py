"""What goes back, and why, follows the policy of each line."""

from dataclasses import replace

import pytest

from payments.lines import LineKind, QuoteLine
from payments.money import Money
from payments.refund import (
    CancellationStep,
    Occasion,
    RefundPolicy,
    RefundRule,
    refund_due,
)
from payments.taxes import TaxClass

ROOM = QuoteLine(
    key="room",
    label={"ja": "室使用料"},
    unit_price=Money(3000),
    account="kyoiku.kominkan",
    tax=TaxClass.TAXABLE_10,
    refund_policy="booking",
)
REDUCTION = replace(ROOM, key="half", kind=LineKind.REDUCTION, unit_price=Money(1501))
POSTAGE = replace(ROOM, key="postage", account="yubin.yuso", refund_policy=None)
POLICIES = {
    "booking": RefundPolicy(
        {Occasion.REFUSED: RefundRule(100), Occasion.WITHDRAWN_AFTER_REVIEW: RefundRule(0)},
        (CancellationStep(15, 50), CancellationStep(30, 90)),
    ),
    "goods": RefundPolicy({}),
}


@pytest.mark.parametrize(
    ("days_before", "yen"), [(31, 2700), (30, 2700), (29, 1500), (15, 1500), (14, 0), (-1, 0)]
)
def test_cancelled_booking_goes_back_by_the_days_left(days_before: int, yen: int) -> None:
    due = refund_due([ROOM], POLICIES, Occasion.CANCELLED, days_before)
    assert due.amount == Money(yen)
    assert due.undecided == ()


def test_share_is_taken_of_what_was_really_paid_and_rounded_down() -> None:
    due = refund_due([ROOM, REDUCTION], POLICIES, Occasion.CANCELLED, 30)
    assert due.amount == Money(1349)


def test_refused_filing_goes_back_whole() -> None:
    assert refund_due([ROOM], POLICIES, Occasion.REFUSED).amount == Money(3000)


def test_postage_not_spent_goes_back_even_when_the_fee_does_not() -> None:
    due = refund_due([ROOM, POSTAGE], POLICIES, Occasion.WITHDRAWN_AFTER_REVIEW)
    assert due.by_account() == {"yubin.yuso": Money(3000)}


def test_amounts_of_one_account_are_added_up() -> None:
    lines = [ROOM, replace(POSTAGE, account=ROOM.account)]
    assert refund_due(lines, POLICIES, Occasion.REFUSED).by_account() == {
        "kyoiku.kominkan": Money(6000)
    }


@pytest.mark.parametrize(
    ("policy", "occasion", "days_before"),
    [
        ("booking", Occasion.CITYS_FAULT, None),
        ("booking", Occasion.CANCELLED, None),
        ("goods", Occasion.CANCELLED, 30),
    ],
)
def test_clerk_decides_what_the_policy_does_not_say(
    policy: str, occasion: Occasion, days_before: int | None
) -> None:
    due = refund_due([replace(ROOM, refund_policy=policy)], POLICIES, occasion, days_before)
    assert [part.paid for part in due.undecided] == [Money(3000)]
    assert (due.amount, due.by_account()) == (Money(0), {})


def test_policy_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        refund_due([replace(ROOM, refund_policy="unknown")], POLICIES, Occasion.REFUSED)
