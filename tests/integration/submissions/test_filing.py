"""Filing, by the services, on a real database."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.audit import queries as audit
from app.core import clock
from app.core.db import reading
from app.core.errors import NotFound, TooMany
from app.facilities import queries as facilities
from app.submissions import queries
from app.submissions.models import Draft, Submission, SubmissionEvent
from app.submissions.service import access, endings
from app.submissions.service.access import CODE_TRIES_AN_HOUR
from app.submissions.service.endings import TooLateToWithdraw
from app.submissions.states import State
from tests.integration.submissions.conftest import Citizen

ONE_PLACE_ROOM = "chuo-meeting"


def events_of(reference: str) -> list[str]:
    with reading() as session:
        return list(
            session.scalars(
                select(SubmissionEvent.event)
                .join(Submission, Submission.id == SubmissionEvent.submission_id)
                .where(Submission.reference == reference)
                .order_by(SubmissionEvent.id)
            )
        )


def test_every_history_reads_alike_though_nothing_was_asked_for(citizen: Citizen) -> None:
    filed = citizen.start("public-comment").fill().file()
    assert filed.state is State.RECEIVED
    assert events_of(citizen.reference) == ["submitted", "identity_satisfied", "fee_settled"]


def test_a_filing_arrives_when_it_is_recorded(citizen: Citizen) -> None:
    citizen.start("public-comment").fill().file()
    filed = queries.filed_view(citizen.reference, citizen.token)
    assert filed.arrived_at is not None
    assert filed.due_on is not None


def test_filing_twice_files_once(citizen: Citizen) -> None:
    """Lesson 21."""
    first = citizen.start("public-comment").fill().file()
    again = citizen.file()
    assert (first.state, again.state) == (State.RECEIVED, State.RECEIVED)
    assert events_of(citizen.reference).count("submitted") == 1


def test_an_incomplete_form_is_not_filed_and_keeps_its_answers(citizen: Citizen) -> None:
    filed = citizen.start("public-comment").fill({"name": [""]}).file()
    assert [problem.path for problem in filed.problems] == ["name"]
    view = queries.draft_view(citizen.reference, citizen.token)
    assert view.state is State.DRAFT
    assert view.typed["opinions"]


def test_what_was_typed_is_erased_once_the_answers_are_received(citizen: Citizen) -> None:
    citizen.start("public-comment").fill().file()
    with reading() as session:
        assert session.scalars(select(Draft)).all() == []


def test_a_signed_procedure_waits_for_its_signature_and_has_not_arrived(citizen: Citizen) -> None:
    filed = citizen.start("juminhyo").fill().file()
    assert filed.state is State.AWAITING_IDENTITY
    assert queries.filed_view(citizen.reference, citizen.token).arrived_at is None


def slot_of(resource: str, days_ahead: int) -> str:
    first = clock.today() + timedelta(days=days_ahead)
    return facilities.open_slots(resource, first, first + timedelta(days=14))[0].slot_id


def room_request(citizen: Citizen, slot: str) -> Citizen:
    chosen = {"facility": [ONE_PLACE_ROOM], "use_slots": [slot], "reduction": ["none"]}
    return citizen.start("shisetsu-shiyo").fill(chosen)


def test_the_last_place_is_given_once_and_the_other_keeps_the_draft(citizen: Citizen) -> None:
    """Lesson 10: a place is held before anything is paid."""
    slot = slot_of(f"facility_slots/{ONE_PLACE_ROOM}", 10)
    late = room_request(Citizen(), slot)
    assert room_request(citizen, slot).file().state is State.RECEIVED
    problems = late.file().problems
    assert [problem.code for problem in problems] == ["place_gone"]
    assert queries.draft_view(late.reference, late.token).state is State.DRAFT


def test_an_unpaid_contract_holds_its_place_and_lapses_by_itself(
    citizen: Citizen, offset_file: Path
) -> None:
    slot = slot_of("bulky_collection_area", 10)
    filed = (
        citizen.start("sodai-gomi").fill({"collection_date": [slot], "pay_mode": ["online"]}).file()
    )
    assert filed.state is State.AWAITING_PAYMENT
    assert queries.filed_view(citizen.reference, citizen.token).arrived_at is None
    offset_file.write_text(str(int(timedelta(days=4).total_seconds())))
    [submission_id] = endings.overdue()
    assert endings.expire(submission_id)


def test_nothing_that_arrived_ever_expires_by_itself(citizen: Citizen, offset_file: Path) -> None:
    citizen.start("public-comment").fill().file()
    offset_file.write_text(str(int(timedelta(days=400).total_seconds())))
    assert endings.overdue() == []


def test_reference_and_code_open_a_filing_however_they_are_typed(citizen: Citizen) -> None:
    citizen.start("public-comment").fill().file()
    filed = queries.filed_view(citizen.reference, citizen.token)
    opened = access.open_by_code(
        filed.shown_reference.lower(), filed.shown_code.lower().replace("0", "o"), None
    )
    assert queries.filed_view(opened.reference, opened.token).id == filed.id


def test_a_wrong_code_and_an_unknown_reference_look_alike(citizen: Citizen) -> None:
    citizen.start("public-comment").fill().file()
    for reference in (citizen.reference, "0000000000"):
        with pytest.raises(NotFound):
            access.open_by_code(reference, "WRONG000", None)


@pytest.mark.parametrize("known", [True, False])
def test_guessing_codes_is_stopped_whether_the_reference_exists_or_not(
    citizen: Citizen, known: bool
) -> None:
    citizen.start("public-comment").fill().file()
    reference = citizen.reference if known else "0000000000"
    for _ in range(CODE_TRIES_AN_HOUR):
        with pytest.raises(NotFound):
            access.open_by_code(reference, "WRONG000", None)
    with pytest.raises(TooMany):
        access.open_by_code(reference, "WRONG000", None)


def test_a_withdrawn_filing_stays_withdrawn(citizen: Citizen) -> None:
    citizen.start("public-comment").fill().file()
    endings.withdraw(citizen.reference, citizen.token, "引っ越すことになったため")
    assert queries.state_of(citizen.reference, citizen.token) is State.WITHDRAWN
    with pytest.raises(TooLateToWithdraw):
        endings.withdraw(citizen.reference, citizen.token, "")


def test_a_withdrawn_request_gives_its_place_back(citizen: Citizen) -> None:
    slot = slot_of(f"facility_slots/{ONE_PLACE_ROOM}", 10)
    room_request(citizen, slot).file()
    endings.withdraw(citizen.reference, citizen.token, "")
    assert room_request(Citizen(), slot).file().state is State.RECEIVED


def test_the_audit_chain_is_whole_after_all_this(citizen: Citizen) -> None:
    citizen.start("public-comment").fill().file()
    assert audit.verify() is None
