"""The filings that are measured, from the procedure's page to the page after filing or paying."""

from collections.abc import Callable, Mapping

from tests.support.applicants import Applicant
from tests.support.browsing import Page


def certificate(applicant: Applicant) -> None:
    """A certificate of residence: signed with the test card and paid online."""
    _check_paid(applicant.pay(applicant.sign(applicant.file("juminhyo"))))


def bulky_waste(applicant: Applicant) -> None:
    """Ordered for a free day and paid online; nobody is asked who they are."""
    _check_paid(applicant.pay(applicant.file("sodai-gomi")))


def public_comment(applicant: Applicant) -> None:
    """Free, and nobody is asked who they are."""
    filed = applicant.file("public-comment")
    assert filed.status == 200, filed.html


def _check_paid(page: Page) -> None:
    assert page.path.endswith("/result"), page.path
    assert page.status == 200, page.html


Journey = Callable[[Applicant], None]

JOURNEYS: Mapping[str, Journey] = {
    "juminhyo": certificate,
    "sodai-gomi": bulky_waste,
    "public-comment": public_comment,
}
#: The one whose cost is followed from release to release: form, signature, fee and payment.
MAIN = "juminhyo"
