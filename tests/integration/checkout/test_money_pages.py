"""The clerks' and treasurers' page about a filing's money, and the receipt it ends with."""

from dataclasses import dataclass
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.permissions import Grant, Role
from app.audit.queries import of_subject
from app.submissions.states import Event, State
from app.treasury.service import refunds
from payments.errors import RefundRefused
from payments.methods import PaymentMethod
from payments.money import Money
from payments.states import AttemptEvent
from tests.support.doors import OURS, TOKEN, signed_in
from tests.support.gateways import ScriptedGateway, use
from tests.support.paying import (
    Payer,
    apply_policy,
    at_bank,
    happen,
    leave_withdrawing_to_a_clerk,
    order_certificate,
    pay,
    take_cash,
)
from tests.support.people import SHIMIN, admit

CASH, CARD = PaymentMethod.CASH_COUNTER, PaymentMethod.CREDIT_CARD


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who works here, before the money of one filing."""

    client: FlaskClient
    payer: Payer

    @property
    def address(self) -> str:
        return f"/staff/cases/{self.payer.reference}/payment"

    def page(self) -> str:
        return unescape(self.client.get(self.address).text)

    def press(self, action: str, **inputs: str) -> TestResponse:
        """Send a form of the page, with what its hidden inputs hold."""
        page = self.client.get(self.address).text
        token = TOKEN.search(page)
        assert token is not None
        data = {"csrf_token": token[1], **inputs}
        return self.client.post(f"{self.address}/{action}", data=data, headers=OURS)

    def take(self, method: str = CASH, **changed: str) -> TestResponse:
        inputs = {"amount": "300", "method": method, "confirmed": "true"}
        return self.press("take", **{**inputs, **changed})

    def version(self) -> str:
        found = self.page().partition('name="version" value="')[2]
        return found.partition('"')[0]


def desk_of(site: Flask, payer: Payer, role: Role, department: str | None = SHIMIN) -> Desk:
    staff_id = admit(f"{role}-{department}", Grant(role, department))
    return Desk(signed_in(site, staff_id), payer)


@pytest.fixture
def clerk(site: Flask) -> Desk:
    """A clerk before an application for a certificate whose 300円 are owed."""
    return desk_of(site, order_certificate(), Role.CLERK)


@pytest.fixture
def treasurer(site: Flask) -> Desk:
    return desk_of(site, order_certificate(), Role.TREASURER, None)


def test_cash_is_taken_and_ends_on_the_receipt(clerk: Desk) -> None:
    assert "300円" in clerk.page()
    answer = clerk.take()
    assert clerk.payer.state() is State.RECEIVED
    receipt = clerk.client.get(answer.location).text
    assert "領収書" in receipt
    assert "領収しました" in receipt
    assert "令和" in receipt
    assert "領収書ではありません" not in receipt


def test_card_at_the_counter_ends_on_a_confirmation_that_is_no_receipt(clerk: Desk) -> None:
    receipt = clerk.client.get(clerk.take(CARD).location).text
    assert "支払確認票" in receipt
    assert "これは領収書ではありません" in receipt


def test_money_is_not_taken_before_the_clerk_confirms_it(clerk: Desk) -> None:
    answer = clerk.take(confirmed="")
    assert answer.status_code == 422
    assert "受け取ったことを確認し" in answer.text
    assert f'value="{CASH}" checked' in answer.text
    assert clerk.payer.state() is State.AWAITING_PAYMENT


def test_input_that_no_page_of_ours_sends_is_said_in_our_words(clerk: Desk) -> None:
    answer = clerk.take("shells", amount="-300")
    assert answer.status_code == 422
    assert "読み取れません" in answer.text
    assert "画面を更新してから" in answer.text


def test_amount_that_is_no_longer_owed_is_a_conflict(clerk: Desk) -> None:
    assert clerk.take(amount="200").status_code == 409
    assert clerk.payer.money().owed == Money(300)


def test_taking_twice_takes_once(clerk: Desk) -> None:
    clerk.take()
    assert clerk.take().status_code == 409
    assert len(clerk.payer.money().receipts) == 1


def test_gateway_is_asked_at_once_about_a_payment_whose_news_was_lost(clerk: Desk) -> None:
    at_bank(clerk.payer.start(), AttemptEvent.SETTLED)
    assert "オンラインの支払いが手続中です" in clerk.page()
    clerk.press("ask")
    assert clerk.payer.money().is_paid


def test_treasurer_sees_the_money_and_no_way_to_the_answers(treasurer: Desk) -> None:
    assert "300円" in treasurer.page()
    case = f"/staff/cases/{treasurer.payer.reference}"
    assert f'href="{case}"' not in treasurer.page()
    assert treasurer.client.get(case).status_code in (403, 404)


def test_treasurer_finds_the_money_by_a_reference_as_people_write_it(treasurer: Desk) -> None:
    assert 'href="/staff/payments"' in treasurer.page()
    assert "受付番号" in treasurer.client.get("/staff/payments").text
    reference = treasurer.payer.reference
    typed = f"{reference[:5]}-{reference[5:]}".lower()
    answer = treasurer.client.get("/staff/payments", query_string={"reference": typed})
    assert answer.location == treasurer.address


def test_case_leads_clerks_to_its_money_and_receipts(clerk: Desk) -> None:
    receipt = clerk.take().location
    case = clerk.client.get(f"/staff/cases/{clerk.payer.reference}").text
    assert f'href="{clerk.address}"' in case
    assert f'href="{receipt}"' in case


def test_who_reads_cases_and_takes_no_money_is_not_led_there(site: Flask) -> None:
    auditor = desk_of(site, order_certificate(), Role.AUDITOR)
    case = auditor.client.get(f"/staff/cases/{auditor.payer.reference}").text
    assert auditor.address not in case
    assert auditor.client.get(auditor.address).status_code == 403


def test_who_looked_at_the_money_is_in_the_audit_log(clerk: Desk) -> None:
    clerk.page()
    actions = [link.action for link in of_subject(f"submission:{clerk.payer.id}")]
    assert actions[-1] == "payment.viewed"


def test_clerk_of_another_department_finds_nothing(site: Flask) -> None:
    stranger = desk_of(site, order_certificate(), Role.CLERK, "kaigo")
    assert stranger.client.get(stranger.address).status_code == 404


def refund_after_withdrawal(payer: Payer) -> str:
    """Let the policy send the fee back, and its job do what it can."""
    payer.withdraw()
    apply_policy(payer)
    refund_id = payer.money().refunds[0].id
    refunds.send(refund_id)
    return refund_id


def test_cash_is_handed_back_by_whoever_may_refund(treasurer: Desk) -> None:
    payer = treasurer.payer
    take_cash(payer)
    refund_id = refund_after_withdrawal(payer)
    treasurer.press(f"refunds/{refund_id}/hand-back")
    assert payer.money().refunds[0].state == "done"
    assert treasurer.press(f"refunds/{refund_id}/hand-back").status_code == 409


def test_clerk_who_may_only_take_money_hands_none_back(clerk: Desk) -> None:
    clerk.take()
    refund_id = refund_after_withdrawal(clerk.payer)
    assert "hand-back" not in clerk.page()
    assert clerk.press(f"refunds/{refund_id}/hand-back").status_code == 403


def test_money_that_came_online_is_not_handed_back_by_hand(treasurer: Desk) -> None:
    pay(treasurer.payer)
    treasurer.payer.withdraw()
    apply_policy(treasurer.payer)
    refund_id = treasurer.payer.money().refunds[0].id
    assert treasurer.press(f"refunds/{refund_id}/hand-back").status_code == 409


def test_refund_that_its_gateway_refused_is_sent_once_more(site: Flask, treasurer: Desk) -> None:
    pay(treasurer.payer)
    use(site, ScriptedGateway(errors=[RefundRefused("too old")]))
    refund_id = refund_after_withdrawal(treasurer.payer)
    assert "もう一度返金する" in treasurer.page()
    treasurer.press(f"refunds/{refund_id}/retry")
    assert treasurer.payer.money().refunds[0].state == "requested"
    assert treasurer.press(f"refunds/{refund_id}/retry").status_code == 409


def test_refund_of_another_filing_is_not_found(treasurer: Desk) -> None:
    pay(treasurer.payer)
    refund_id = refund_after_withdrawal(treasurer.payer)
    other = Desk(treasurer.client, order_certificate())
    assert other.press(f"refunds/{refund_id}/retry").status_code == 404


@pytest.fixture
def undecided(site: Flask) -> Desk:
    """A treasurer before a paid fee about which the policy lets a clerk decide."""
    leave_withdrawing_to_a_clerk(order_certificate())
    payer = order_certificate()
    pay(payer)
    happen(payer, Event.TAKEN)
    payer.withdraw()
    apply_policy(payer)
    return desk_of(site, payer, Role.TREASURER, None)


def decide(desk: Desk, amount: str, reason: str = "審査の前でした。") -> TestResponse:
    return desk.press("decide", amount=amount, reason=reason, version=desk.version())


def test_part_of_a_fee_goes_back_as_somebody_decided(undecided: Desk) -> None:
    decide(undecided, "200")
    money = undecided.payer.money()
    assert [(one.amount, one.reason) for one in money.refunds] == [
        (Money(200), "withdrawn_after_review")
    ]
    page = undecided.page()
    assert "審査の前でした。" in page
    assert 'name="reason"' not in page
    actions = [link.action for link in of_subject(f"submission:{undecided.payer.id}")]
    assert "refund.decided" in actions


def test_deciding_that_nothing_goes_back_is_a_decision_too(undecided: Desk) -> None:
    decide(undecided, "0")
    assert undecided.payer.money().refunds == []
    assert "返金額を0円と決めました" in undecided.page()


@pytest.mark.parametrize(
    ("amount", "reason", "said"),
    [
        ("301", "理由", "返金額は、0円から"),
        ("-1", "理由", "返金額は、0円から"),
        ("三百", "理由", "返金額は、0円から"),
        ("", "理由", "返金額は、0円から"),
        ("100", "", "理由を入力してください"),
        ("100", "　", "理由を入力してください"),
    ],
)
def test_decision_without_an_amount_or_a_reason_is_not_taken(
    undecided: Desk, amount: str, reason: str, said: str
) -> None:
    answer = decide(undecided, amount, reason)
    assert answer.status_code == 422
    assert said in answer.text
    assert undecided.payer.money().refunds == []


def test_decision_from_a_page_that_is_old_is_not_taken(undecided: Desk) -> None:
    version = undecided.version()
    decide(undecided, "100")
    again = undecided.press("decide", amount="100", reason="理由", version=version)
    assert again.status_code == 409
    assert len(undecided.payer.money().refunds) == 1


def test_nothing_is_decided_where_the_policy_decides(treasurer: Desk) -> None:
    answer = treasurer.press("decide", amount="0", reason="理由", version="0")
    assert answer.status_code == 409
