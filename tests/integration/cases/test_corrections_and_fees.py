"""Asking for corrections, fixing fees, closing: the side rooms of a review."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.cases.fee_quote import Fixing
from app.cases.policy import FeeOpen, Outcome
from app.cases.queries.case import case_file, case_view
from app.cases.queries.corrections import open_correction
from app.cases.queries.fee import fee_view, preview
from app.cases.service import corrections, fees, work
from app.cases.service.corrections import Wanted
from app.core.actor import CITIZEN
from app.core.db import reading, transaction
from app.core.errors import Invalid, NotFound
from app.submissions.content import read_revision
from app.submissions.service.corrections import bring_into_force, propose_revision
from app.submissions.service.door import lock_submission
from app.submissions.states import State
from app.treasury.models import Bill
from tests.integration.cases.conftest import Office

Arrive = Callable[[str], str]
KOSEKI, JUMINHYO, KODOMO = "koseki-shomei", "juminhyo", "jido-teate-nintei"


def answer(reference: str, **changed: str) -> None:
    """Correct some answers as the citizen would."""
    with transaction() as session:
        submission = lock_submission(session, reference)
        assert submission is not None
        answers = read_revision(session, submission.id, submission.revision).answers
        revision = propose_revision(session, submission, {**answers, **changed})
        bring_into_force(session, submission, revision.number, CITIZEN)


def test_the_citizen_reads_the_reason_of_each_field(office: Office, arrive: Arrive) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    wanted = Wanted({"honseki": "番地まで記入してください。", "purpose": " "}, 14, "お早めに")
    corrections.request_correction(office.order("clerk", reference), wanted)
    asked = open_correction(office.case(reference).id)
    assert office.state(reference) is State.RETURNED
    assert asked is not None
    assert asked.reasons == {"honseki": "番地まで記入してください。"}
    assert asked.general == "お早めに"


def test_a_correction_without_a_reason_is_refused(office: Office, arrive: Arrive) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    with pytest.raises(Invalid, match="correction_reasons"):
        wanted = Wanted({"honseki": "　"}, 14)
        corrections.request_correction(office.order("clerk", reference), wanted)
    assert office.state(reference) is State.IN_REVIEW


def test_the_clerk_sees_what_was_corrected_from_what_to_what(
    office: Office, arrive: Arrive
) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    wanted = Wanted({"honseki": "番地まで記入してください。"}, 14)
    corrections.request_correction(office.order("clerk", reference), wanted)
    answer(reference, honseki="福島県郡山市朝日一丁目23番地7")
    view = case_view(office.members["clerk"], reference, "ja")
    assert office.state(reference) is State.IN_REVIEW
    (request,) = view.corrections
    assert [(each.path, each.after.text) for each in request.changes] == [
        ("honseki", "福島県郡山市朝日一丁目23番地7")
    ]
    assert request.answered_at is not None
    assert open_correction(office.case(reference).id) is None


def test_what_was_not_mended_can_be_refused_with_reasons(office: Office, arrive: Arrive) -> None:
    """行政手続法7条."""
    reference = arrive(KOSEKI)
    office.take("senior", reference)
    corrections.request_correction(
        office.order("senior", reference), Wanted({"honseki": "戸籍が見つかりません。"}, 7)
    )
    with pytest.raises(Invalid, match="outcome"):
        office.propose("senior", reference, Outcome.APPROVED)
    office.propose("senior", reference, Outcome.REJECTED, "期限までに補正がなかったため")
    assert office.state(reference) is State.REJECTED


def test_a_fixed_fee_waits_for_its_payment(office: Office, arrive: Arrive) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    with pytest.raises(FeeOpen):
        office.propose("clerk", reference, Outcome.APPROVED)
    view = fee_view(office.members["clerk"], reference)
    owed = fees.fix_fee(office.order("clerk", reference), Fixing())
    assert owed == view.total_yen > 0
    assert office.state(reference) is State.AWAITING_FEE
    with reading() as session:
        bill = session.scalars(
            select(Bill)
            .where(Bill.submission_id == office.case(reference).id)
            .order_by(Bill.number.desc())
        ).first()
    assert bill is not None
    assert (bill.state, bill.due_on is not None) == ("open", True)


def test_a_clerk_s_number_makes_the_bill_and_leaves_the_answers(
    office: Office, arrive: Arrive
) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    before = fee_view(office.members["clerk"], reference)
    path = before.quantities[0].path
    fixing = Fixing(quantities={path: before.quantities[0].answered + 1}, reason="除籍も必要")
    expected = preview(office.members["clerk"], reference, fixing)
    owed = fees.fix_fee(office.order("clerk", reference), fixing)
    after = fee_view(office.members["clerk"], reference)
    assert owed == expected.total_yen > before.total_yen
    assert after.quantities == before.quantities
    assert [each.reason for each in after.fixings] == ["除籍も必要"]


def test_a_fee_that_waits_can_be_fixed_anew(office: Office, arrive: Arrive) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    asked = fees.fix_fee(office.order("clerk", reference), Fixing())
    one = fee_view(office.members["clerk"], reference).quantities[0]
    more = Fixing(quantities={one.path: one.answered + 1}, reason="除籍も必要")
    assert fees.fix_fee(office.order("clerk", reference), more) > asked
    assert office.state(reference) is State.AWAITING_FEE


def test_a_number_that_differs_from_the_answers_needs_a_reason(
    office: Office, arrive: Arrive
) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    path = fee_view(office.members["clerk"], reference).quantities[0].path
    with pytest.raises(Invalid, match="reason"):
        fees.fix_fee(office.order("clerk", reference), Fixing(quantities={path: 9}))


@pytest.mark.parametrize(
    "fixing",
    [
        Fixing(granted=frozenset({"friend_of_the_mayor"}), reason="特別"),
        Fixing(quantities={"items.99.cert_copies": 1}, reason="特別"),
        Fixing(quantities={"items.0.cert_copies": -1}, reason="特別"),
    ],
)
def test_what_the_fee_does_not_know_is_refused(
    office: Office, arrive: Arrive, fixing: Fixing
) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    with pytest.raises(Invalid):
        fees.fix_fee(office.order("clerk", reference), fixing)
    assert office.state(reference) is State.IN_REVIEW


def test_a_closed_case_keeps_its_reason_and_owes_nothing(office: Office, arrive: Arrive) -> None:
    reference = arrive(KOSEKI)
    office.take("clerk", reference)
    with pytest.raises(Invalid):
        work.close(office.order("clerk", reference), "　")
    work.close(office.order("clerk", reference), "申請者が亡くなったため")
    view = case_view(office.members["clerk"], reference, "ja")
    assert view.head.state is State.CLOSED
    assert [(note.kind, note.text) for note in view.notes] == [("closed", "申請者が亡くなったため")]
    assert view.payment is not None
    assert (view.payment.state, view.payment.owed_yen) == ("void", 0)


def test_a_note_is_read_by_colleagues_and_given_back_cases_by_nobody(
    office: Office, arrive: Arrive
) -> None:
    reference = arrive(KODOMO)
    office.take("kodomo", reference)
    work.add_note(office.order("kodomo", reference), "前年の所得を照会中")
    assert case_view(office.members["approver"], reference, "ja").head.assigned_to == "子育 五郎"
    work.give_back(office.order("kodomo", reference))
    view = case_view(office.members["approver"], reference, "ja")
    assert view.head.assigned_to is None
    assert [note.text for note in view.notes] == ["前年の所得を照会中"]


def test_files_are_taken_through_their_case_only(office: Office, arrive: Arrive) -> None:
    reference, other = arrive(KODOMO), arrive(KOSEKI)
    file = case_view(office.members["kodomo"], reference, "ja").files[0]
    assert case_file(office.members["kodomo"], reference, file.id).name == "委任状.pdf"
    with pytest.raises(NotFound):
        case_file(office.members["clerk"], other, file.id)
    with pytest.raises(NotFound):
        case_file(office.members["clerk"], reference, file.id)
