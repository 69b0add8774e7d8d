"""Citizens who file over HTTP, page by page, with what the pages themselves ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from app.core import clock
from app.facilities import queries as facilities
from app.procedures import queries as procedures
from app.procedures.lookups import DatabaseLookups
from forms.definition import FormDefinition
from forms.fields.appointments import resource_of
from forms.fields.choices import choices_of
from identity.stub.people import PEOPLE, TestPerson
from tests.support.answers import FormData, valid_form_data
from tests.support.browsing import Browser, Page, Paper
from tests.support.html_forms import HtmlForm
from tests.support.papers import paper_for

#: How far ahead a free place is looked for.
AHEAD = timedelta(days=60)
#: Whose card signs.
HOLDER = PEOPLE[0]


def form_of(procedure_id: str) -> FormDefinition:
    return procedures.current(procedure_id).definition.form


def valid_answers(
    procedure_id: str, overrides: Mapping[str, Sequence[str]] | None = None
) -> FormData:
    """Answer every question of a procedure that its own answers bring into view.

    Whoever has to sign is the holder of the test card.
    """
    form, lookups = form_of(procedure_id), DatabaseLookups()
    fixed = free_places(form, lookups) | holder_of_card(procedure_id) | dict(overrides or {})
    return valid_form_data(form, lookups, clock.today(), fixed)


def holder_of_card(procedure_id: str) -> dict[str, Sequence[str]]:
    """Answer what has to agree with the card, for each who might sign."""
    definition = procedures.current(procedure_id).definition
    identity = definition.identity
    matches = [each for each in (identity.match, identity.match_otherwise) if each is not None]
    names = {match.name for match in matches}
    births = {match.birth_date for match in matches}
    answers: dict[str, Sequence[str]] = {}
    for each in definition.form.fields():
        if each.role in names:
            answers[each.key] = [HOLDER.name]
        elif each.role is not None and each.role in births:
            born = {"year": HOLDER.born.year, "month": HOLDER.born.month, "day": HOLDER.born.day}
            answers |= {f"{each.key}.{part}": [str(number)] for part, number in born.items()}
    return answers


def free_places(form: FormDefinition, lookups: DatabaseLookups) -> dict[str, Sequence[str]]:
    """Choose the first free place for each appointment, of what is chosen first."""
    found: dict[str, Sequence[str]] = {}
    for each in form.fields():
        if each.type == "appointment":
            chosen_by = each.settings["resource_from"]
            first = choices_of(form.field(chosen_by), lookups)[0].value if chosen_by else ""
            resource = resource_of(each, {chosen_by: first})
            start = clock.today() + timedelta(days=each.settings["min_days_ahead"])
            slot = facilities.open_slots(resource, start, start + AHEAD)[0]
            found[each.key] = [slot.slot_id]
    return found


def papers_of(procedure_id: str) -> dict[str, Paper]:
    """A file for every question that can want one."""
    return {
        each.key: paper_for(each.settings["formats"])
        for each in form_of(procedure_id).fields()
        if each.type == "file"
    }


@dataclass(slots=True)
class Applicant:
    """Somebody who fills in a procedure's pages; `asked` are all inputs that were sent.

    Whoever is not `honest` also sends what no page offers.
    """

    browser: Browser
    answers: FormData
    papers: Mapping[str, Paper] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    honest: bool = True

    def start(self, procedure_id: str) -> Page:
        page = self.browser.open(f"/procedures/{procedure_id}")
        return self.browser.send(page, page.form_to("/apply"), page.form_to("/apply").inputs())

    def fill(self, page: Page) -> Page:
        """Answer page after page until there are no more, or one is not accepted."""
        while "/form/" in page.path and page.status == 200:
            page = self.answer(page)
        return page

    def answer(self, page: Page) -> Page:
        page = self._prepared(page)
        form = page.own_form()
        inputs = self._inputs(form, self._answers_to(form))
        self.asked |= form.names()
        papers = [(key, self.papers[key]) for key in form.files() if key in self.papers]
        return self.browser.send(page, form, inputs | {"action": ["next"]}, papers)

    def review(self, procedure_id: str) -> Page:
        """Fill in a procedure up to its review page."""
        page = self.fill(self.start(procedure_id))
        assert page.path.endswith("/review"), page.html
        assert self.answers.keys() <= self.asked
        return page

    def file(self, procedure_id: str) -> Page:
        """Fill in a procedure and send it; where that leads to is the answer."""
        page = self.review(procedure_id)
        return self.browser.press(page, "/review", action="send")

    def sign(self, page: Page, person: TestPerson = HOLDER) -> Page:
        """Sign with a test card; the page says where that leads."""
        page = self.browser.press(page, "/with/jpki")
        at_card = self.browser.press(page, "/sign")
        signed = self.browser.press(at_card, "/sign/card", person=person.key, pin=person.sign_pin)
        return self.browser.press(signed, "/finish")

    def pay(self, page: Page) -> Page:
        """Pay online at the demonstration's bank; the page says how it ended."""
        offers = page.own_form().choices("payment_method")
        online = next(each for each in sorted(offers) if each.startswith("demo"))
        bank = self.browser.press(page, "/pay", payment_method=online)
        return self.browser.press(bank, bank.path, outcome="pay")

    def _inputs(self, form: HtmlForm, given: FormData) -> FormData:
        return form.filled(given) if self.honest else form.forced(given)

    def _answers_to(self, form: HtmlForm) -> FormData:
        return {name: given for name, given in self.answers.items() if name in form.names()}

    def _prepared(self, page: Page) -> Page:
        """Press what has to be pressed before everything can be answered."""
        form = page.own_form()
        for button in form.buttons():
            if self._needs(button, form):
                path = button.partition(":")[2]
                known = {n: v for n, v in self._answers_to(form).items() if n != path}
                return self.browser.send(
                    page, form, self._inputs(form, known) | {"action": [button]}
                )
        return page

    def _needs(self, button: str, form: HtmlForm) -> bool:
        """Whether a row is missing, or the places of what is chosen on this very page."""
        kind, _, path = button.partition(":")
        if kind == "add":
            rows = {name for name in self.answers if name.startswith(f"{path}.0.")}
            return bool(rows) and not rows & form.names()
        return kind == "show" and not set(self.answers.get(path, [])) <= form.choices(path)
