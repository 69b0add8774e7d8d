"""Signing step by step, and what our own tables say of it."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.db import reading
from app.submissions.models import Submission
from app.verification import jobs
from app.verification.models import IdentityCheck
from identity.stub.people import find_person
from tests.support.applicants import Applicant
from tests.support.browsing import Browser, Page
from tests.support.cities import City


def holder(city: City, person: str, procedure: str = "juminhyo") -> Applicant:
    """Somebody who fills in a form as the card of a test person says."""
    who = find_person(person)
    day: Mapping[str, int] = {"year": who.born.year, "month": who.born.month, "day": who.born.day}
    born = {f"applicant_birth_date.{part}": str(number) for part, number in day.items()}
    return city.applicant(procedure, applicant_name=who.name, delivery="counter", **born)


def file(city: City, person: str = "hanako", procedure: str = "juminhyo") -> tuple[Browser, Page]:
    """File something that has to be signed; the page is the one that asks for it."""
    applicant = holder(city, person, procedure)
    page = applicant.file(procedure)
    assert page.path.endswith("/sign"), page.html
    return applicant.browser, page


def to_card(browser: Browser, page: Page) -> Page:
    """Go on from the page about signing to the test cards' site."""
    return browser.press(browser.press(page, "/sign/with/jpki"), "/sign")


def use_card(browser: Browser, page: Page, person: str = "hanako", pin: str | None = None) -> Page:
    """Choose a card and type its PIN; what the cards' site answers."""
    typed = find_person(person).sign_pin if pin is None else pin
    return browser.press(page, "/sign/card", person=person, pin=typed)


def sign(browser: Browser, page: Page, person: str = "hanako") -> Page:
    """Sign what a page asks to sign; where that leads to is the answer."""
    return browser.press(use_card(browser, to_card(browser, page), person), "/finish")


def reference_of(page: Page) -> str:
    return page.path.split("/")[2]


def submission_of(city: City, page: Page) -> Submission:
    with city.app.app_context(), reading() as session:
        return session.scalars(
            select(Submission).where(Submission.reference == reference_of(page))
        ).one()


def checks(city: City) -> list[IdentityCheck]:
    """Every check, in the order in which they were begun."""
    with city.app.app_context(), reading() as session:
        return list(session.scalars(select(IdentityCheck).order_by(IdentityCheck.started_at)))


def let_pass(city: City, time: timedelta) -> None:
    """Let time pass for both sites, and nobody do anything meanwhile."""
    city.passed += time
    seconds = int(city.passed.total_seconds())
    (city.settings.var_dir / clock.OFFSET_FILE).write_text(str(seconds))


def upkeep(city: City) -> None:
    """Do what verification does by the clock."""
    with city.app.app_context():
        jobs.complete_pending()
        jobs.forget()
