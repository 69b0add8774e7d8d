"""Rules of money that need no database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.treasury import policy
from app.treasury.policy import Source, Yen, share_out, up_to
from payments.ledger import COUNTER_CASH, cash_at

JUMINHYO, POSTAGE = "koseki-jumin.juminhyo", "yubin.yuso"
NOON = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
AMOUNTS = st.dictionaries(st.sampled_from([JUMINHYO, POSTAGE, "seiso.sodai"]), st.integers(0, 9999))


def source(attempt_id: str, left: Yen) -> Source:
    return Source(attempt_id, "bill", left)


@pytest.mark.parametrize(
    ("age", "until_asked"),
    [
        (timedelta(), timedelta(minutes=2)),
        (timedelta(minutes=1), timedelta(minutes=2)),
        (timedelta(hours=1), timedelta(hours=1)),
        (timedelta(days=30), timedelta(days=1)),
    ],
)
def test_gateway_is_asked_more_seldom_as_an_attempt_grows_old(
    age: timedelta, until_asked: timedelta
) -> None:
    assert policy.next_asking(NOON - age, NOON) == NOON + until_asked


def test_cash_lies_in_the_till_and_all_else_at_who_took_it() -> None:
    assert policy.cash_account("counter", "cash_counter") == COUNTER_CASH
    assert policy.cash_account("counter", "e_money_counter") == cash_at("counter")
    assert policy.cash_account("demo", "credit_card") == cash_at("demo")


def test_sum_goes_to_the_accounts_in_their_order_and_no_further() -> None:
    assert up_to(350, {JUMINHYO: 300, POSTAGE: 110}) == {JUMINHYO: 300, POSTAGE: 50}
    assert up_to(0, {JUMINHYO: 300}) == {}
    assert up_to(300, {POSTAGE: -110, JUMINHYO: 300}) == {JUMINHYO: 300}


def test_what_goes_back_takes_the_newest_attempt_first() -> None:
    shares = share_out(
        {JUMINHYO: 400}, [source("newest", {JUMINHYO: 300}), source("first", {JUMINHYO: 300})]
    )
    assert [(share.source.attempt_id, share.yen) for share in shares] == [
        ("newest", 300),
        ("first", 100),
    ]


def test_attempt_that_gives_nothing_back_has_no_share() -> None:
    shares = share_out({POSTAGE: 110}, [source("a", {JUMINHYO: 300}), source("b", {POSTAGE: 110})])
    assert [share.source.attempt_id for share in shares] == ["b"]


def test_money_booked_on_another_account_leaves_from_there() -> None:
    shares = share_out({JUMINHYO: 410}, [source("a", {JUMINHYO: 300, POSTAGE: 110})])
    assert [share.portions for share in shares] == [{JUMINHYO: 300, POSTAGE: 110}]


@given(wanted=AMOUNTS, held=st.lists(AMOUNTS, max_size=4))
def test_never_more_goes_back_than_is_wanted_and_was_paid(wanted: Yen, held: list[Yen]) -> None:
    shares = share_out(wanted, [source(str(number), left) for number, left in enumerate(held)])
    paid = sum(sum(left.values()) for left in held)
    assert sum(share.yen for share in shares) == min(sum(wanted.values()), paid)
    for share in shares:
        assert all(0 < yen <= share.source.left[code] for code, yen in share.portions.items())
