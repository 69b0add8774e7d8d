"""Steps 1 to 3: whose challenge it is, whether it is fresh, and what was signed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from identity.challenge import Challenge
from identity.envelope import Purpose
from identity.errors import IdentityRejected
from identity.levels import Aal, Ial
from identity.provider import AttributeName, Environment
from identity.reasons import ReasonCode, Retry, Step
from tests.unit.identity.desk import NOW, Desk, make_envelope


def refused(desk: Desk) -> IdentityRejected:
    with pytest.raises(IdentityRejected) as refusal:
        desk.submit()
    return refusal.value


def bend(desk: Desk, **changes: object) -> None:
    """Change what the database remembers of the challenge."""
    assert desk.answer.challenge is not None
    desk.answer = replace(desk.answer, challenge=replace(desk.answer.challenge, **changes))  # type: ignore[arg-type]


def test_good_signature_names_the_holder_and_keeps_the_evidence(desk: Desk) -> None:
    verified = desk.submit()
    assert verified.environment is Environment.STUB
    assert (verified.ial, verified.aal) == (Ial.L3, Aal.L3)
    assert verified.attributes[AttributeName.NAME].value == "見本　花子"
    assert verified.attributes[AttributeName.BIRTH_DATE].raw == "319850412"
    assert verified.review == ()
    assert verified.evidence.steps == tuple(Step)
    assert verified.signature is not None
    assert verified.signature.content == desk.content


def test_subject_is_a_pseudonym_that_stays_with_the_certificate(desk: Desk) -> None:
    certificate = desk.issue()
    first, again, other = desk.submit(certificate), desk.submit(certificate), desk.submit()
    assert first.subject == again.subject != other.subject
    assert f"{certificate.serial_number:x}" not in first.subject


def test_answer_to_no_known_challenge_is_refused(desk: Desk) -> None:
    desk.answer = replace(desk.answer, challenge=None)
    assert refused(desk).code is ReasonCode.CHALLENGE_UNKNOWN


def test_second_answer_to_the_same_challenge_is_refused(desk: Desk) -> None:
    bend(desk, used=True)
    refusal = refused(desk)
    assert refusal.code is ReasonCode.CHALLENGE_REPLAYED
    assert refusal.retry is Retry.NEW


def test_answer_after_ten_minutes_is_refused(desk: Desk) -> None:
    desk.answer = replace(desk.answer, received_at=NOW + timedelta(minutes=10, seconds=1))
    assert refused(desk).code is ReasonCode.CHALLENGE_EXPIRED


@pytest.mark.parametrize("fact", ["session_id", "transaction_id"])
def test_strangers_answer_is_turned_away_before_anything_is_burnt(desk: Desk, fact: str) -> None:
    bend(desk, used=True)
    desk.answer = replace(desk.answer, **{fact: "someone-else"})  # type: ignore[arg-type]
    refusal = refused(desk)
    assert (refusal.code, refusal.step) == (ReasonCode.CHALLENGE_BINDING_MISMATCH, Step.OWNER)


@pytest.mark.parametrize(
    "fact",
    [{"purpose": Purpose.LOGIN}, {"token_sha256": bytes(32)}, {"envelope_sha256": bytes(32)}],
)
def test_challenge_made_for_something_else_is_refused(desk: Desk, fact: dict[str, object]) -> None:
    bend(desk, **fact)
    refusal = refused(desk)
    assert (refusal.code, refusal.step) == (
        ReasonCode.CHALLENGE_BINDING_MISMATCH,
        Step.CHALLENGE,
    )


def test_signature_over_another_application_is_refused(desk: Desk) -> None:
    other = make_envelope(applicant_name="別人　三郎").to_bytes()
    with pytest.raises(IdentityRejected) as refusal:
        desk.submit(signature=desk.sign(other))
    assert refusal.value.code is ReasonCode.SIG_VALUE_INVALID


def test_answers_changed_after_signing_are_noticed(desk: Desk) -> None:
    changed = make_envelope(applicant_name="別人　三郎").to_bytes()
    desk.answer = replace(desk.answer, rebuilt_envelope=changed)
    assert refused(desk).code is ReasonCode.SIG_CONTENT_DIGEST_MISMATCH


def test_stored_bytes_in_another_spelling_are_refused(desk: Desk) -> None:
    desk.answer = replace(desk.answer, stored_envelope=desk.content + b"\n")
    refusal = refused(desk)
    assert (refusal.code, refusal.step) == (ReasonCode.SIG_MALFORMED, Step.CONTENT)


@pytest.mark.parametrize("fields", [{}, {"certificate": "%%%", "signature": "QQ=="}])
def test_answer_that_is_not_base64_is_refused(desk: Desk, fields: dict[str, str]) -> None:
    with pytest.raises(IdentityRejected) as refusal:
        desk.provider().verify(replace(desk.answer, fields=fields), NOW)
    assert (refusal.value.code, refusal.value.step) == (ReasonCode.SIG_MALFORMED, Step.STRUCTURE)


def test_challenge_lives_ten_minutes_from_its_issue() -> None:
    challenge = Challenge.issue(make_envelope(), "session-1", "check-1", NOW)
    assert challenge.expires_at == NOW + timedelta(minutes=10)
