"""A code by e-mail confirms an address and nothing more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from identity.adapters.contact_code import MAX_TRIES, ContactCodeProvider
from identity.envelope import Purpose
from identity.errors import IdentityRejected
from identity.levels import Aal, Ial
from identity.provider import Answer, AttributeName, Environment, StartContext
from identity.reasons import ReasonCode, Retry
from tests.unit.identity.desk import NOW

PROVIDER = ContactCodeProvider(b"k" * 32, Environment.STUB)
ADDRESS = "hanako@example.jp"


@pytest.fixture
def sent() -> tuple[str, Answer]:
    """Return the code that was sent and an answer that carries it."""
    started = PROVIDER.start(
        StartContext(
            municipality="mihon-shi",
            session_id="session-1",
            transaction_id="check-1",
            purpose=Purpose.IDENTIFY,
            return_url="https://example.jp/back",
            locale="ja",
            now=NOW,
            contact=ADDRESS,
        )
    )
    assert started.message is not None
    code = started.message.code
    answer = Answer(
        fields={"code": f" {code} "},
        session_id="session-1",
        transaction_id="check-1",
        received_at=NOW,
        state=started.state,
    )
    return code, answer


def refusal_of(answer: Answer) -> IdentityRejected:
    with pytest.raises(IdentityRejected) as refusal:
        PROVIDER.verify(answer, NOW)
    return refusal.value


def test_right_code_confirms_the_address_and_no_person(sent: tuple[str, Answer]) -> None:
    verified = PROVIDER.verify(sent[1], NOW)
    assert verified.attributes[AttributeName.EMAIL].value == ADDRESS
    assert (verified.ial, verified.aal) == (Ial.NONE, Aal.NONE)
    assert verified.signature is None


def test_code_is_six_digits_and_not_in_what_is_stored(sent: tuple[str, Answer]) -> None:
    code, answer = sent
    assert len(code) == 6
    assert code.isdigit()
    assert f'"{code}"'.encode() not in answer.state


@pytest.mark.parametrize("typed", ["", "abc", "1234567"])
def test_wrong_code_may_be_typed_again(sent: tuple[str, Answer], typed: str) -> None:
    refusal = refusal_of(replace(sent[1], fields={"code": typed}))
    assert (refusal.code, refusal.retry) == (ReasonCode.CONTACT_CODE_WRONG, Retry.SAME)


def test_full_width_digits_are_the_same_code(sent: tuple[str, Answer]) -> None:
    code, answer = sent
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    verified = PROVIDER.verify(replace(answer, fields={"code": wide}), NOW)
    assert verified.attributes[AttributeName.EMAIL].raw == ADDRESS


def test_answer_without_a_code_is_a_wrong_code(sent: tuple[str, Answer]) -> None:
    assert refusal_of(replace(sent[1], fields={})).code is ReasonCode.CONTACT_CODE_WRONG


def test_right_code_is_refused_after_five_wrong_ones(sent: tuple[str, Answer]) -> None:
    refusal = refusal_of(replace(sent[1], failed_tries=MAX_TRIES))
    assert (refusal.code, refusal.retry) == (ReasonCode.CONTACT_CODE_TRIES_SPENT, Retry.NEW)


def test_code_runs_out_after_ten_minutes(sent: tuple[str, Answer]) -> None:
    late = replace(sent[1], received_at=NOW + timedelta(minutes=10, seconds=1))
    assert refusal_of(late).code is ReasonCode.CONTACT_CODE_EXPIRED


def test_code_of_another_check_is_refused(sent: tuple[str, Answer]) -> None:
    other = replace(sent[1], transaction_id="check-2")
    assert refusal_of(other).code is ReasonCode.CONTACT_CODE_WRONG


def test_code_stays_out_of_logs(sent: tuple[str, Answer]) -> None:
    started = PROVIDER.start(
        StartContext(
            municipality="mihon-shi",
            session_id="s",
            transaction_id="c",
            purpose=Purpose.IDENTIFY,
            return_url="/",
            locale="ja",
            now=NOW,
            contact=ADDRESS,
        )
    )
    assert started.message is not None
    assert started.message.code not in repr(started.message)
