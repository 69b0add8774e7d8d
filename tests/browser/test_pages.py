"""Pages beside the straight way: other languages, what was wrong, what is asked back."""

import pytest

from app.core.texts import LOCALES
from tests.browser.visitors import NEXT, Visitor
from tests.support.cities import City

pytestmark = pytest.mark.browser

OPEN_TO_ALL = ("/", "/procedures", "/submissions", "/procedures/juminhyo", "/procedures/sodai-gomi")


@pytest.mark.parametrize("language", LOCALES)
def test_pages_fit_a_phone_in_every_language(citizen: Visitor, language: str) -> None:
    citizen.page.context.add_cookies([{"name": "language", "value": language, "url": citizen.home}])
    for address in OPEN_TO_ALL:
        citizen.open(address)
    citizen.send("/apply", "button")


def test_what_is_wrong_is_said_in_a_summary_that_has_focus(citizen: Visitor) -> None:
    citizen.open("/procedures/juminhyo")
    citizen.send("/apply", "button")
    citizen.press(citizen.page.locator(NEXT).last)
    summary = citizen.page.locator("#error-summary")
    assert "applicant_name" in [
        (each.get_attribute("href") or "").removeprefix("#") for each in summary.locator("a").all()
    ]
    if citizen.has_scripts:
        assert citizen.page.evaluate("document.activeElement.id") == "error-summary"


def test_an_answer_is_mended_on_a_phone(citizen: Visitor, city: City) -> None:
    applicant = city.applicant("shisetsu-shiyo")
    reference = applicant.file("shisetsu-shiyo").path.split("/")[2]
    clerk = city.clerk("shakai-kyoiku-senior", reference)
    clerk.do("take")
    clerk.ask_for_correction(headcount="参加する人数をもう一度ご確認ください。")
    status = applicant.browser.open(f"/submissions/{reference}")
    citizen.find(*status.codes())
    citizen.press(citizen.page.locator('a[href$="/correct"]'))
    citizen.press(citizen.page.locator('a[href*="/correct/use"]'))
    citizen.answer("headcount", "2")
    citizen.press(citizen.page.locator(NEXT).last)
    citizen.send("/correct")
    assert citizen.path == f"/submissions/{reference}"
