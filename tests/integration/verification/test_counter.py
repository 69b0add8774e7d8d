"""Documents shown at the counter count like any other proof, where a procedure accepts them."""

import pytest

from app.accounts.permissions import Grant, Member, OutOfSight, Role
from app.core import adapters
from app.core.db import reading
from app.core.errors import Invalid
from app.submissions.states import State
from app.verification.queries.identity import IdentityShown, identity_of
from app.verification.service.counter import record_counter_check
from forms.text import LocalText
from tests.support.browsing import Page
from tests.support.cities import City
from tests.support.signing import checks, file, reference_of, submission_of


def clerk(department: str = "shimin") -> Member:
    grants = (Grant(Role.CLERK, department),)
    return Member(7, "madoguchi", "窓口 花子", LocalText("市民課"), grants)


def look(city: City, page: Page, *documents: str, member: Member | None = None) -> None:
    with city.app.app_context():
        record_counter_check(member or clerk(), reference_of(page), documents)


def shown(city: City, page: Page) -> IdentityShown:
    submission = submission_of(city, page)
    with city.app.app_context(), reading() as session:
        return identity_of(session, submission)[0]


def test_a_document_with_a_photo_takes_the_place_of_the_signature(city: City) -> None:
    _, page = file(city)
    look(city, page, "drivers_license")
    submission = submission_of(city, page)
    assert submission.state == State.AWAITING_PAYMENT
    assert submission.arrived_at is not None


def test_a_clerk_who_looked_has_seen_what_the_form_says(city: City) -> None:
    _, page = file(city)
    look(city, page, "pension_book", "student_card")
    identity = shown(city, page)
    assert (identity.provider, identity.state, identity.has_evidence) == (
        "counter",
        "verified",
        True,
    )
    assert all(each.agrees for each in identity.attributes)


@pytest.mark.parametrize("documents", [(), ("student_card",), ("comic_book",)])
def test_documents_that_are_not_enough_leave_no_trace(
    city: City, documents: tuple[str, ...]
) -> None:
    _, page = file(city)
    with pytest.raises(Invalid) as refused:
        look(city, page, *documents)
    assert refused.value.problems == {"documents": "identity.reason.documents_insufficient"}
    assert checks(city) == []
    assert submission_of(city, page).state == State.AWAITING_IDENTITY


def test_an_advance_filing_only_gets_its_evidence(city: City) -> None:
    page = city.applicant("tennyu-jizen").file("tennyu-jizen")
    look(city, page, "passport")
    assert submission_of(city, page).state == State.RECEIVED
    assert shown(city, page).state == "verified"


def test_a_procedure_that_does_not_accept_the_counter_is_not_moved(city: City) -> None:
    page = city.applicant("public-comment").file("public-comment")
    before = submission_of(city, page)
    with city.app.app_context():
        record_counter_check(clerk(before.department_code), before.reference, ["my_number_card"])
    assert submission_of(city, page).state == before.state


def test_another_departments_clerk_finds_nothing(city: City) -> None:
    _, page = file(city)
    with pytest.raises(OutOfSight):
        look(city, page, "passport", member=clerk("kankyo"))


def test_what_can_be_shown_is_known_to_the_screens() -> None:
    assert "my_number_card" in adapters.COUNTER_DOCUMENTS
