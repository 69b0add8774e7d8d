"""The filings that are measured, from the procedure's page to the page after filing."""

from collections.abc import Callable, Mapping

from tests.support.applicants import Applicant


def public_comment(applicant: Applicant) -> None:
    """Free, and nobody is asked who they are."""
    filed = applicant.file("public-comment")
    assert filed.status == 200, filed.html


def bulky_waste(applicant: Applicant) -> None:
    """Ordered for a free day and paid online, as far as the receipt of the order."""
    page = applicant.file("sodai-gomi")
    paid = applicant.pay(page)
    assert paid.path.endswith("/result"), paid.path
    assert paid.status == 200, paid.html


Journey = Callable[[Applicant], None]

JOURNEYS: Mapping[str, Journey] = {"public-comment": public_comment, "sodai-gomi": bulky_waste}
#: The one whose cost is followed from release to release: form, booking, fee and payment.
MAIN = "sodai-gomi"
