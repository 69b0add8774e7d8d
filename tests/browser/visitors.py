"""Somebody in front of a real browser, who looks at every page they come to."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from app.demo.staff import PASSWORD
from tests.support.answers import FormData
from tests.support.applicants import HOLDER
from tests.support.counter_staff import REASONS

PHONE: Mapping[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
DESK: Mapping[str, Any] = {"viewport": {"width": 1280, "height": 900}}
#: Where pictures of the pages are kept, for people to look at; nowhere if it is not set.
PICTURES = "SCREENSHOTS_DIR"
NEXT = "button.button-main[name=action][value=next]"


class Visitor:
    """Goes from page to page; each page has to be sound, and no script may fail."""

    def __init__(self, page: Page, home: str, *, has_scripts: bool) -> None:
        self.page = page
        self.home = home
        self.has_scripts = has_scripts
        self.trouble: list[str] = []
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", lambda said: self._listen(said.type, said.text))

    def _listen(self, kind: str, text: str) -> None:
        """The browser also says when our own policy has stopped something."""
        if kind == "error" and "422" not in text:
            self.trouble.append(text)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def press(self, what: Locator) -> None:
        """Press a button or a link and look at the page it leads to."""
        with self.page.expect_event("load"):
            what.click()
        self.look()

    def send(self, ending: str, button: str = "button.button-main") -> None:
        """Send the form that leads to an address with this ending."""
        self.press(self.page.locator(f'form[action$="{ending}"] {button}').first)

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+|[?#].*$", "", self.page.url)

    def look(self) -> None:
        """Every page has a title, a language and one heading, and fits its screen."""
        page = self.page
        assert page.title().strip()
        assert page.locator("html").get_attribute("lang")
        assert page.locator("h1").count() == 1, page.url
        width, fits = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert width <= fits, f"{page.url} is {width} px wide on a screen of {fits}"
        assert self.trouble == [], page.url
        self.keep_picture()

    def keep_picture(self) -> None:
        folder = os.environ.get(PICTURES)
        if folder is None:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        number = len(list(Path(folder).iterdir()))
        name = re.sub(r"(/[0-9A-Z]{10}|_[0-9a-f]{32})|[^a-z]", r"-", self.path)
        self.page.screenshot(path=Path(folder) / f"{number:03}{name}.png", full_page=True)

    def fill(self, answers: FormData) -> None:
        """Answer one page after another until there are no more."""
        while "/form/" in self.path:
            for name, (value, *_) in answers.items():
                self.answer(name, value)
            self.press(self.page.locator(NEXT).last)

    def answer(self, name: str, value: str) -> None:
        """Answer a question if this page asks it now."""
        asked = self.page.locator(f'#page [name="{name}"]')
        if not asked.count() or not asked.first.is_visible():
            return
        tag = asked.first.evaluate("each => each.tagName === 'INPUT' ? each.type : each.tagName")
        if tag in {"radio", "checkbox"}:
            self.page.locator(f'#page [name="{name}"][value="{value}"]').check()
        elif tag == "SELECT":
            asked.select_option(value)
        else:
            asked.fill(value)

    def file(self, procedure_id: str, answers: FormData) -> str:
        """Fill a procedure in from its own page and send it; return the reference."""
        self.open(f"/procedures/{procedure_id}")
        self.send("/apply", "button")
        self.fill(answers)
        assert self.path.endswith("/review")
        self.send("/review")
        return self.path.split("/")[2]

    def find(self, reference: str, code: str) -> None:
        """Open a filing by the two numbers that were written down."""
        self.open("/submissions")
        self.page.locator("[name=reference]").fill(reference)
        self.page.locator("[name=code]").fill(code)
        self.press(self.page.locator("main form button.button-main"))

    def sign(self) -> None:
        """Sign with a test card, on the cards' own site; scripts lead back by themselves."""
        self.send("/with/jpki")
        self.send("/sign")
        self.page.locator("[name=person]").select_option(HOLDER.key)
        self.page.locator("[name=pin]").fill(HOLDER.sign_pin)
        self.page.locator('form[action$="/sign/card"] button').click()
        if not self.has_scripts:
            self.page.wait_for_load_state()
            self.send("/finish")
        self.page.wait_for_url("**/submissions/**")
        self.look()

    def deliver(self, tab: str, ending: str) -> None:
        """Choose everything on a list of deliveries and say that it is done."""
        self.open(f"/staff/deliveries?tab={tab}")
        for each in self.page.locator("[name=chosen]").all():
            each.check()
        form = self.page.locator(f'form[action$="{ending}"]').get_attribute("id")
        self.press(self.page.locator(f"button[form={form}]"))

    def pay(self) -> None:
        """Pay online at the demonstration's bank."""
        self.page.locator('[name=payment_method][value^="demo"]').first.check()
        self.press(self.page.locator("form button.button-main").last)
        self.press(self.page.locator("[name=outcome][value=pay]"))

    def sign_in(self, login: str) -> None:
        self.open("/staff/sign-in")
        self.page.locator("[name=login]").fill(login)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.send("/sign-in")

    def decide(self, outcome: str) -> None:
        """Take the case of this page and decide it alone."""
        self.send("/take")
        self.page.locator(f"[name=outcome][value={outcome}]").check()
        self.page.locator("[name=reasons]").fill(REASONS)
        self.send("/propose")
