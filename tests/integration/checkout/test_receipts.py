"""What a payer sees of money: the receipt, and what withdrawing would give back."""

from flask import Flask
from flask.testing import FlaskClient

from app.demo.load import REGISTRATION_NUMBER
from app.submissions.states import Event
from app.web.citizen.browser import COOKIE
from payments.money import ZERO
from tests.support.paying import (
    Payer,
    apply_policy,
    bill_again,
    happen,
    leave_withdrawing_to_a_clerk,
    order_certificate,
    pay,
    rent_room,
    take_cash,
)


def holder_of(site: Flask, payer: Payer) -> FlaskClient:
    client = site.test_client()
    client.set_cookie(COOKIE, payer.token)
    return client


def test_payer_finds_the_receipt_on_the_page_of_the_filing(site: Flask) -> None:
    payer = order_certificate()
    pay(payer)
    client = holder_of(site, payer)
    address = f"/submissions/{payer.reference}/receipts/{payer.money().receipts[0].id}"
    assert f'href="{address}"' in client.get(f"/submissions/{payer.reference}").text
    assert f'href="{address}"' in client.get(f"/submissions/{payer.reference}/pay/result").text
    assert "これは領収書ではありません" in client.get(address).text


def test_receipt_is_shown_to_the_holder_of_its_filing_alone(site: Flask) -> None:
    payer, other = order_certificate(), order_certificate()
    pay(payer)
    receipt_id = payer.money().receipts[0].id
    stranger = holder_of(site, other)
    for reference in (payer.reference, other.reference):
        answer = stranger.get(f"/submissions/{reference}/receipts/{receipt_id}")
        assert answer.status_code == 404


def receipt_page(site: Flask, payer: Payer) -> str:
    """Open the newest receipt."""
    receipt = payer.money().receipts[-1]
    client = holder_of(site, payer)
    return client.get(f"/submissions/{payer.reference}/receipts/{receipt.id}").text


def test_receipt_of_the_rest_takes_off_what_was_paid_before(site: Flask) -> None:
    payer = order_certificate()
    pay(payer)
    happen(payer, Event.TAKEN)
    bill_again(payer, copies=3)
    happen(payer, Event.FEE_REQUESTED)
    take_cash(payer, 600)
    page = receipt_page(site, payer)
    assert "すでに支払われた額" in page
    assert "-300円" in page
    assert '<p class="receipt-total figures">600円</p>' in page


def test_receipt_says_what_of_it_goes_back(site: Flask) -> None:
    payer = order_certificate()
    pay(payer)
    payer.withdraw()
    apply_policy(payer)
    page = receipt_page(site, payer)
    assert "300円は返金の対象です" in page


def test_receipt_of_taxed_use_says_the_tax_and_whose_invoice_it_is(site: Flask) -> None:
    payer = rent_room()
    owed = payer.money().owed
    take_cash(payer, owed.yen)
    page = receipt_page(site, payer)
    assert "10％対象" in page
    assert f"うち消費税額 {owed.yen * 10 // 110:,}円" in page
    assert REGISTRATION_NUMBER in page


def withdrawal_page(site: Flask, payer: Payer) -> str:
    return holder_of(site, payer).get(f"/submissions/{payer.reference}/withdraw").text


def test_withdrawing_before_review_promises_the_whole_fee(site: Flask) -> None:
    payer = order_certificate()
    pay(payer)
    assert "支払った300円のうち、300円をお返しします" in withdrawal_page(site, payer)


def test_withdrawing_in_review_says_that_the_fee_stays(site: Flask) -> None:
    payer = order_certificate()
    pay(payer)
    happen(payer, Event.TAKEN)
    assert "支払った300円は返金されません" in withdrawal_page(site, payer)


def test_withdrawing_says_when_the_city_decides(site: Flask) -> None:
    leave_withdrawing_to_a_clerk(order_certificate())
    payer = order_certificate()
    pay(payer)
    happen(payer, Event.TAKEN)
    assert "300円を返すかどうか" in withdrawal_page(site, payer)


def test_withdrawing_what_is_unpaid_speaks_of_no_money(site: Flask) -> None:
    payer = order_certificate()
    page = withdrawal_page(site, payer)
    assert payer.money().owed != ZERO
    assert "お返しします" not in page
    assert "返金されません" not in page
