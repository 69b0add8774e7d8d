"""What a clerk accepts at the counter: one document with a photo, or two that fit together."""

from datetime import date

import pytest

from identity.adapters.counter import CounterProvider, check_documents
from identity.envelope import Purpose
from identity.errors import IdentityRejected
from identity.levels import Aal, Ial
from identity.matching import ClaimedPerson
from identity.provider import Answer, AttributeName, Environment, StartContext, Wait
from identity.reasons import ReasonCode
from tests.unit.identity.desk import NOW

PROVIDER = CounterProvider(Environment.STUB)


def answer(documents: str, claimed: ClaimedPerson | None = None) -> Answer:
    return Answer(
        fields={"documents": documents, "clerk": "staff-7"},
        session_id="session-1",
        transaction_id="check-1",
        received_at=NOW,
        claimed=claimed,
    )


@pytest.mark.parametrize(
    "shown",
    [
        ("passport",),
        ("pension_book", "care_insurance_card"),
        ("pension_book", "bank_book"),
        ("student_card", "my_number_card"),
    ],
)
def test_enough_documents_pass(shown: tuple[str, ...]) -> None:
    check_documents(shown)


@pytest.mark.parametrize(
    "shown",
    [
        (),
        ("pension_book",),
        ("student_card",),
        ("student_card", "bank_book"),
        ("pension_book", "pension_book"),
    ],
)
def test_too_few_documents_are_refused(shown: tuple[str, ...]) -> None:
    with pytest.raises(IdentityRejected) as refusal:
        check_documents(shown)
    assert refusal.value.code is ReasonCode.COUNTER_DOCUMENTS_INSUFFICIENT


def test_document_nobody_knows_is_refused() -> None:
    with pytest.raises(IdentityRejected) as refusal:
        PROVIDER.verify(answer("point_card passport"), NOW)
    assert refusal.value.code is ReasonCode.COUNTER_DOCUMENT_UNKNOWN


def test_what_the_clerk_saw_is_kept_as_evidence() -> None:
    claimed = ClaimedPerson("見本　花子", date(1985, 4, 12))
    verified = PROVIDER.verify(answer("pension_book bank_book", claimed), NOW)
    assert (verified.ial, verified.aal) == (Ial.L2, Aal.NONE)
    assert verified.evidence.details == {
        "documents": "pension_book bank_book",
        "clerk": "staff-7",
    }
    assert verified.attributes[AttributeName.BIRTH_DATE].value == date(1985, 4, 12)
    assert AttributeName.ADDRESS not in verified.attributes


def test_without_a_claim_nothing_about_the_person_is_vouched_for() -> None:
    assert PROVIDER.verify(answer("passport"), NOW).attributes == {}


def test_nothing_starts_online_for_the_counter() -> None:
    context = StartContext(
        municipality="mihon-shi",
        session_id="session-1",
        transaction_id="check-1",
        purpose=Purpose.IDENTIFY,
        return_url="/",
        locale="ja",
        now=NOW,
    )
    assert PROVIDER.start(context).next_step == Wait("identity.counter.come")
