"""A city hall with people in it, and filings that wait for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts import service as staffing
from app.accounts.permissions import Grant, Member, Role
from app.accounts.service import NewStaff
from app.cases.models import Decision
from app.cases.policy import Outcome
from app.cases.service import decisions, publishing, work
from app.cases.service.desk import Order
from app.core import clock
from app.core.actor import CITIZEN
from app.core.db import reading, transaction
from app.demo import load as demo
from app.procedures import queries as procedures
from app.procedures.lookups import DatabaseLookups
from app.procedures.packs import read_pack
from app.submissions.models import Submission
from app.submissions.service import attachments, drafts, filing
from app.submissions.service.attachments import Upload
from app.submissions.service.door import lock_submission
from app.submissions.states import State
from forms.answers import read_page
from tests.support.answers import valid_form_data
from tests.support.people import ADMISSION, PASSWORD

#: Longer than a decision can be undone.
TEN_MINUTES = timedelta(minutes=10)
PAPER = Upload("委任状.pdf", "application/pdf", b"%PDF-1.7", sha256(b"%PDF-1.7").hexdigest())

PEOPLE: Mapping[str, tuple[str, Grant]] = {
    "clerk": ("市民 太郎", Grant(Role.CLERK, "shimin")),
    "senior": ("係長 花子", Grant(Role.SENIOR_CLERK, "shimin")),
    "approver": ("決裁 次郎", Grant(Role.APPROVER, None)),
    "second": ("決裁 三郎", Grant(Role.APPROVER, None)),
    "kaigo": ("介護 四郎", Grant(Role.CLERK, "kaigo")),
    "kodomo": ("子育 五郎", Grant(Role.CLERK, "kodomo")),
    "seisaku": ("政策 六郎", Grant(Role.SENIOR_CLERK, "seisaku")),
}


@dataclass(slots=True)
class Office:
    """Everybody who works here, by a short name, and what they do with cases."""

    members: Mapping[str, Member]
    offset_file: Path
    passed: timedelta = timedelta()

    def order(self, who: str, reference: str) -> Order:
        """Want something done with the case as it is now."""
        return Order(self.members[who], reference, self.case(reference).version)

    def case(self, reference: str) -> Submission:
        with reading() as session:
            return session.scalars(
                select(Submission).where(Submission.reference == reference)
            ).one()

    def state(self, reference: str) -> State:
        return State(self.case(reference).state)

    def decision(self, reference: str) -> Decision:
        """Return the newest decision of a case."""
        with reading() as session:
            return session.scalars(
                select(Decision)
                .where(Decision.submission_id == self.case(reference).id)
                .order_by(Decision.proposed_at.desc())
            ).first() or pytest.fail("no decision")

    def take(self, who: str, reference: str) -> None:
        work.take(self.order(who, reference))

    def propose(self, who: str, reference: str, outcome: Outcome, why: str = "") -> None:
        decisions.propose(self.order(who, reference), outcome, why)

    def approve(self, who: str, reference: str) -> None:
        decisions.approve(self.order(who, reference), "")

    def change_meanwhile(self, who: str, reference: str) -> None:
        """Let a colleague do something harmless with the case."""
        work.give_back(self.order(who, reference))
        work.take(self.order(who, reference))

    def wait(self, time: timedelta) -> None:
        """Let time pass, beginning where the clock stands."""
        self.passed += time
        self.offset_file.write_text(str(int(self.passed.total_seconds())))

    def publish(self) -> None:
        """Let the time pass in which decisions can be undone, and publish them."""
        self.wait(TEN_MINUTES)
        for decision_id in publishing.due():
            publishing.publish(decision_id)


@pytest.fixture
def office(services: Flask, offset_file: Path) -> Office:
    pack = read_pack()
    demo.load_city(pack)
    demo.load_departments([each.content for each in pack.departments])
    demo.load_procedures(pack)
    demo.open_slots(pack)
    return Office({login: _admit(login, *PEOPLE[login]) for login in PEOPLE}, offset_file)


def _admit(login: str, name: str, grant: Grant) -> Member:
    new = NewStaff(login=login, name=name, password=PASSWORD, grants=(grant,))
    staff_id = staffing.add_staff(new, ADMISSION)
    with reading() as session:
        return accounts.member(session, staff_id)


@pytest.fixture
def arrive(office: Office) -> Callable[[str], str]:
    """Files a procedure and lets it arrive, whatever proof of identity it asks for."""

    def arrive(procedure_id: str) -> str:
        reference = file_with_papers(procedure_id)
        with transaction() as session:
            submission = lock_submission(session, reference)
            if submission is not None and submission.state == State.AWAITING_IDENTITY:
                filing.satisfy_identity(session, submission, CITIZEN, provider="tests")
        return reference

    return arrive


def file_with_papers(procedure_id: str) -> str:
    """Answer every question and attach every file that is asked for."""
    form = procedures.current(procedure_id).definition.form
    started = drafts.start(procedure_id, "ja", None)
    inputs = valid_form_data(form, DatabaseLookups(), clock.today())
    typed = read_page(tuple(form.fields()), inputs)
    drafts.save(started.reference, started.token, typed)
    for problem in filing.file(started.reference, started.token).problems:
        attachments.attach(started.reference, started.token, problem.path, PAPER)
    filed = filing.file(started.reference, started.token)
    assert not filed.problems
    return started.reference
