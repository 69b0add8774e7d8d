"""Starting to pay: recorded before the gateway is called, and never twice for one debt."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.checkout import jobs
from app.checkout.service import asking, settling, starting
from app.core import clock
from app.core.db import transaction
from app.core.errors import Invalid, NotFound
from app.facilities import service as places
from app.facilities.service import NoPlaceLeft
from app.submissions.states import State
from app.treasury.service import refunds
from payments.errors import PaymentDeclined
from payments.money import Money
from payments.states import AttemptEvent, AttemptState
from tests.support.gateways import ScriptedGateway, use
from tests.support.paying import (
    CARD,
    COLLECTION,
    Payer,
    at_bank,
    bank,
    collection_slot,
    file,
    pay,
    reference_of,
)

A_QUARTER = timedelta(minutes=16)


def later(offset_file: Path, passed: timedelta) -> None:
    offset_file.write_text(str(int(passed.total_seconds())))


def take_all_places(slot: str) -> None:
    """Let other people book every place of a morning that is free now."""
    with transaction() as session:
        for number in range(100):
            try:
                places.hold(session, COLLECTION, slot, f"OTHER-{number}", clock.now() + A_QUARTER)
            except NoPlaceLeft:
                return


def test_payer_goes_to_the_gateway_which_learns_amount_and_reference_alone(waste: Payer) -> None:
    started = starting.start_payment(waste.reference, waste.token, CARD)
    order = bank().order(reference_of(started.attempt_id))
    assert started.redirect_url == f"http://localhost/demo/pay/{order.reference}"
    assert order.amount == Money(300)
    assert order.description == f"窓口市 {waste.reference[:5]}-{waste.reference[5:]}"
    assert order.return_url == f"http://localhost/submissions/{waste.reference}/pay/result"


def test_starting_again_goes_on_with_the_open_attempt(waste: Payer) -> None:
    assert waste.start() == waste.start("demo.qr")
    assert [each.method for each in waste.money().attempts] == ["qr"]


def test_dead_attempt_is_not_gone_on_with(waste: Payer) -> None:
    """Lesson 6."""
    first = waste.start()
    settling.record_event("demo", at_bank(first, AttemptEvent.CANCELLED))
    assert waste.start() != first


@pytest.mark.parametrize("chosen", ["", "demo.cash_counter", "demo.pay_easy", "other.qr"])
def test_means_that_the_fee_does_not_offer_online_is_invalid(waste: Payer, chosen: str) -> None:
    with pytest.raises(Invalid):
        waste.start(chosen)


def test_nobody_but_the_holder_starts_a_payment(waste: Payer) -> None:
    with pytest.raises(NotFound):
        starting.start_payment(waste.reference, "somebody else's", CARD)


def test_paid_filing_has_nothing_to_pay(waste: Payer) -> None:
    pay(waste)
    with pytest.raises(starting.NothingToPay):
        waste.start()


def test_filing_that_never_cost_anything_has_nothing_to_pay(services: Flask) -> None:
    free = file("public-comment", {})
    with pytest.raises(starting.NothingToPay):
        free.start("")


def test_withdrawn_filing_has_nothing_to_pay(waste: Payer) -> None:
    waste.withdraw()
    with pytest.raises(starting.NothingToPay):
        waste.start()


def test_gateway_without_an_answer_leaves_the_outcome_unknown(
    services: Flask, waste: Payer
) -> None:
    use(services, ScriptedGateway(down=True))
    assert starting.start_payment(waste.reference, waste.token, CARD).redirect_url is None
    assert [each.state for each in waste.money().attempts] == [AttemptState.UNKNOWN]


def test_gateway_that_was_down_is_started_once_more_with_the_same_id(
    services: Flask, waste: Payer, offset_file: Path
) -> None:
    gateway = use(services, ScriptedGateway(down=True))
    attempt_id = waste.start()
    gateway.down = False
    later(offset_file, timedelta(minutes=3))
    jobs.ask_gateways()
    assert [request.attempt_id for request in gateway.started] == [attempt_id, attempt_id]
    assert [each.state for each in waste.money().attempts] == [AttemptState.PENDING]


def test_lost_news_is_fetched_after_two_minutes(waste: Payer, offset_file: Path) -> None:
    """Lesson 3."""
    at_bank(waste.start(), AttemptEvent.SETTLED)
    jobs.ask_gateways()
    assert waste.state() is State.AWAITING_PAYMENT
    later(offset_file, timedelta(minutes=3))
    jobs.ask_gateways()
    assert waste.state() is State.RECEIVED


def test_payer_who_comes_back_fetches_lost_news_at_once(waste: Payer) -> None:
    at_bank(waste.start(), AttemptEvent.SETTLED)
    waste.come_back()
    waste.come_back()
    assert waste.state() is State.RECEIVED


def test_gateway_that_is_down_is_asked_later_and_more_seldom(
    services: Flask, waste: Payer, offset_file: Path
) -> None:
    gateway = use(services, ScriptedGateway())
    waste.start()
    gateway.down = True
    later(offset_file, timedelta(minutes=3))
    jobs.ask_gateways()
    assert [each.state for each in waste.money().attempts] == [AttemptState.UNKNOWN]
    gateway.down, gateway.answer = False, AttemptEvent.SETTLED
    jobs.ask_gateways()
    assert waste.state() is State.AWAITING_PAYMENT
    later(offset_file, timedelta(minutes=7))
    jobs.ask_gateways()
    assert waste.state() is State.RECEIVED


def test_place_that_is_gone_stops_the_payment_before_it_starts(
    waste: Payer, offset_file: Path
) -> None:
    """Lesson 10."""
    slot = collection_slot()
    later(offset_file, A_QUARTER)
    take_all_places(slot)
    with pytest.raises(NoPlaceLeft):
        waste.start()


def test_money_for_a_place_that_lapsed_goes_back_and_the_filing_ends(
    waste: Payer, offset_file: Path
) -> None:
    """Lesson 10."""
    attempt_id = waste.start()
    slot = collection_slot()
    later(offset_file, A_QUARTER)
    take_all_places(slot)
    settling.record_event("demo", at_bank(attempt_id, AttemptEvent.SETTLED))
    assert waste.state() is State.EXPIRED
    assert [each.is_surplus for each in waste.money().refunds] == [True]
    refunds.send(waste.money().refunds[0].id)
    assert [each.state for each in waste.money().refunds] == ["done"]


def test_place_that_lapsed_and_is_still_free_is_the_payers(waste: Payer, offset_file: Path) -> None:
    attempt_id = waste.start()
    later(offset_file, A_QUARTER)
    settling.record_event("demo", at_bank(attempt_id, AttemptEvent.SETTLED))
    assert waste.state() is State.RECEIVED


def test_gateway_that_declines_leaves_a_dead_attempt(services: Flask, waste: Payer) -> None:
    use(services, ScriptedGateway(errors=[PaymentDeclined("card expired")]))
    assert starting.start_payment(waste.reference, waste.token, CARD).redirect_url is None
    assert [each.state for each in waste.money().attempts] == [AttemptState.FAILED]


def test_asking_that_fails_holds_up_no_other(
    services: Flask, waste: Payer, certificate: Payer, offset_file: Path
) -> None:
    """Lesson 9."""
    gateway = use(services, ScriptedGateway(answer=AttemptEvent.SETTLED))
    waste.start()
    certificate.start()
    gateway.errors.append(RuntimeError("nobody foresaw this"))
    later(offset_file, timedelta(minutes=3))
    jobs.ask_gateways()
    assert {waste.state(), certificate.state()} == {State.AWAITING_PAYMENT, State.RECEIVED}


def test_attempt_that_is_over_is_not_asked_about(services: Flask, waste: Payer) -> None:
    attempt_id = pay(waste)
    use(services, ScriptedGateway(answer=AttemptEvent.FAILED))
    asking.ask(attempt_id)
    assert [each.state for each in waste.money().attempts] == [AttemptState.SETTLED]
