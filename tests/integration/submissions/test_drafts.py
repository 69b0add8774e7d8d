"""Drafts keep whatever is typed, for whoever holds them."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.crypto import DataKey
from app.core.db import reading, transaction
from app.core.errors import NotFound
from app.procedures.models import ProcedureVersion
from app.submissions import jobs, queries
from app.submissions.models import AnswerRevision, Attachment, BlindEntry, Submission
from app.submissions.service import access, attachments, drafts, endings
from app.submissions.service.attachments import Upload
from app.submissions.service.drafts import NotEditable
from app.submissions.states import State
from tests.integration.submissions.conftest import Citizen
from tests.support.queue import arguments_of

PAPER = Upload("申立書.pdf", "application/pdf", b"%PDF-1.7", sha256(b"%PDF-1.7").hexdigest())


def test_an_invalid_draft_is_kept_as_it_was_typed(citizen: Citizen) -> None:
    """Lesson 17."""
    citizen.start("public-comment")
    drafts.save(citizen.reference, citizen.token, {"email": "これはメールではない"})
    view = queries.draft_view(citizen.reference, citizen.token)
    assert view.typed["email"] == "これはメールではない"
    assert "email" in {problem.path for problem in view.evaluation.problems}


def test_a_draft_is_nobody_elses(citizen: Citizen) -> None:
    citizen.start("public-comment")
    other = Citizen().start("public-comment")
    for token in ("", "guess", other.token):
        with pytest.raises(NotFound):
            queries.draft_view(citizen.reference, token)


def test_an_open_draft_is_offered_before_another_is_started(citizen: Citizen) -> None:
    """Lesson 19."""
    citizen.start("public-comment")
    offered = queries.open_drafts(citizen.token, "public-comment")
    assert [draft.reference for draft in offered] == [citizen.reference]
    assert queries.open_drafts(citizen.token, "juminhyo") == []


def test_a_secret_link_opens_the_draft_on_another_machine(citizen: Citizen) -> None:
    citizen.start("public-comment")
    link = drafts.secret_link(citizen.reference, citizen.token)
    opened = access.open_link(link, None)
    assert opened.reference == citizen.reference
    assert opened.token != citizen.token
    assert queries.draft_view(opened.reference, opened.token).reference == citizen.reference


def test_a_browser_that_was_told_to_forget_sees_nothing_any_more(citizen: Citizen) -> None:
    citizen.start("public-comment")
    access.forget_browser(citizen.token)
    with pytest.raises(NotFound):
        queries.draft_view(citizen.reference, citizen.token)


def test_whoever_planted_a_browsers_secret_sees_nothing_that_comes_after(citizen: Citizen) -> None:
    planted = citizen.start("public-comment").token
    earlier = citizen.reference
    citizen.start("tennyu-jizen")
    with pytest.raises(NotFound):
        queries.draft_view(citizen.reference, planted)
    seen = {draft.reference for draft in queries.open_drafts(citizen.token)}
    assert seen == {earlier, citizen.reference}


def test_a_link_opens_nothing_to_whoever_planted_the_browsers_secret(citizen: Citizen) -> None:
    citizen.start("public-comment")
    link = drafts.secret_link(citizen.reference, citizen.token)
    planted = Citizen().start("tennyu-jizen").token
    opened = access.open_link(link, planted)
    assert queries.draft_view(citizen.reference, opened.token).reference == citizen.reference
    with pytest.raises(NotFound):
        queries.draft_view(citizen.reference, planted)


def test_a_filed_form_takes_no_more_typing(citizen: Citizen) -> None:
    citizen.start("public-comment").fill().file()
    with pytest.raises(NotEditable):
        drafts.save(citizen.reference, citizen.token, {"name": "だれか"})


def test_a_discarded_draft_is_erased(citizen: Citizen) -> None:
    citizen.start("public-comment").fill()
    drafts.discard(citizen.reference, citizen.token)
    assert queries.state_of(citizen.reference, citizen.token) is State.WITHDRAWN
    assert queries.draft_view(citizen.reference, citizen.token).typed == {}


def test_a_draft_expires_after_its_lifetime_and_not_before(
    citizen: Citizen, offset_file: Path
) -> None:
    citizen.start("public-comment").fill()
    offset_file.write_text(str(int(timedelta(days=29).total_seconds())))
    assert endings.overdue() == []
    offset_file.write_text(str(int(timedelta(days=31).total_seconds())))
    [submission_id] = endings.overdue()
    assert endings.expire(submission_id)
    assert not endings.expire(submission_id)


def test_a_discarded_draft_takes_its_files_along(citizen: Citizen) -> None:
    citizen.start("jido-teate-nintei")
    attachments.attach(citizen.reference, citizen.token, "account_proof", PAPER)
    drafts.discard(citizen.reference, citizen.token)
    (waiting,) = arguments_of("submissions.delete_file")
    jobs.delete_file(waiting["attachment_id"])
    with reading() as session:
        file = session.scalars(select(Attachment)).one()
        assert (file.deleted_at is None, file.storage_name) == (False, None)
        assert session.get_one(DataKey, file.data_key_id).wrapped is None


def test_answers_taken_back_unsigned_and_discarded_are_erased(citizen: Citizen) -> None:
    citizen.start("juminhyo").fill().file()
    drafts.resume(citizen.reference, citizen.token)
    drafts.discard(citizen.reference, citizen.token)
    with reading() as session:
        revision = session.scalars(select(AnswerRevision)).one()
        assert session.get_one(DataKey, revision.data_key_id).wrapped is None
        assert session.scalar(select(func.count()).select_from(BlindEntry)) == 0
    with pytest.raises(NotFound):
        queries.filed_view(citizen.reference, citizen.token)


def test_an_expired_draft_takes_its_files_along(citizen: Citizen, offset_file: Path) -> None:
    citizen.start("jido-teate-nintei")
    attachments.attach(citizen.reference, citizen.token, "account_proof", PAPER)
    offset_file.write_text(str(int(timedelta(days=31).total_seconds())))
    jobs.expire_overdue()
    assert len(arguments_of("submissions.delete_file")) == 1


def spoil(reference: str) -> None:
    """Let a draft belong to a version that nobody can read."""
    with transaction() as session:
        version = ProcedureVersion(
            procedure_id="public-comment", number=99, document={}, published_at=clock.now()
        )
        session.add(version)
        session.flush()
        wanted = select(Submission).where(Submission.reference == reference)
        session.scalars(wanted).one().version_id = version.id


def test_a_draft_that_cannot_expire_holds_up_no_other(citizen: Citizen, offset_file: Path) -> None:
    """Lesson 9."""
    spoil(citizen.start("public-comment").reference)
    other = Citizen().start("tennyu-jizen")
    offset_file.write_text(str(int(timedelta(days=31).total_seconds())))
    jobs.expire_overdue()
    with reading() as session:
        wanted = select(Submission.state).where(Submission.reference == other.reference)
        assert session.scalar(wanted) == State.EXPIRED
