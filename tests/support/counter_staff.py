"""Those who work in the demonstration's city hall, at their own screens."""

from dataclasses import dataclass

from app.demo.staff import PASSWORD
from tests.support.browsing import Browser, Page

#: What a clerk writes where reasons are asked for.
REASONS = "書類を確認しました。"


@dataclass(slots=True)
class Clerk:
    """Somebody signed in, and the case in front of them."""

    browser: Browser
    reference: str

    @classmethod
    def signed_in(cls, browser: Browser, login: str, reference: str) -> "Clerk":
        door = browser.open("/staff/sign-in")
        inside = browser.press(door, "/staff/sign-in", login=login, password=PASSWORD)
        assert inside.status == 200, inside.html
        assert "sign-in" not in inside.path
        return cls(browser, reference)

    def case(self) -> Page:
        return self.browser.open(f"/staff/cases/{self.reference}")

    def do(self, action: str, /, **inputs: str) -> Page:
        """Press a button of the case page; it has to lead back to the case."""
        return self._done(self.browser.press(self.case(), f"/{action}", **inputs))

    def fix_fee(self) -> Page:
        """Take the bill as the answers make it."""
        page = self.browser.open(f"/staff/cases/{self.reference}/fee")
        return self._done(self.browser.press(page, "/fee", reason=REASONS, wish="fix"))

    def ask_for_correction(self, **reasons: str) -> Page:
        page = self.browser.open(f"/staff/cases/{self.reference}/correction")
        wanted = {f"reason.{key}": reason for key, reason in reasons.items()}
        return self._done(self.browser.press(page, "/correction", **wanted))

    def issue(self) -> None:
        """Issue everything that waits for it."""
        self._choose_all("to_issue", "/issue")

    def post(self) -> None:
        """Post everything that waits for it."""
        self._choose_all("to_post", "/post")

    def hand_over(self) -> None:
        page = self.browser.open("/staff/deliveries?tab=to_hand_over")
        done = self.browser.press(page, "/hand-over", shown="my_number_card")
        assert done.status == 200, done.html

    def _choose_all(self, tab: str, ending: str) -> None:
        page = self.browser.open(f"/staff/deliveries?tab={tab}")
        form = page.form_to(ending)
        chosen = sorted(form.choices("chosen"))
        done = self.browser.send(page, form, form.inputs() | {"chosen": chosen})
        assert done.status == 200, done.html

    def _done(self, page: Page) -> Page:
        assert page.status == 200, page.html
        assert page.path == f"/staff/cases/{self.reference}"
        return page
