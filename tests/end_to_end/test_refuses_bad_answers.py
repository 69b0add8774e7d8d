"""Every question of every procedure refuses a wrong answer, says so, and loses nothing typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from app.core import clock
from app.procedures.lookups import DatabaseLookups
from forms.definition import FormDefinition, Section
from forms.fields import field_type
from tests.support.answers import BadInput, FormData, bad_inputs
from tests.support.applicants import Applicant, form_of, free_places, papers_of
from tests.support.browsing import Page, Paper
from tests.support.cities import City

EIGHT = (
    "juminhyo",
    "koseki-shomei",
    "yokaigo-shinki",
    "jido-teate-nintei",
    "shisetsu-shiyo",
    "sodai-gomi",
    "tennyu-jizen",
    "public-comment",
)
NO_PAPER = Paper("メモ.txt", "これは書類ではありません。".encode())


@dataclass(slots=True)
class Form:
    """One draft, on whose pages one wrong answer after another is tried."""

    applicant: Applicant
    definition: FormDefinition
    address: str = ""
    sent: dict[str, FormData] = field(default_factory=dict)

    def start(self, procedure_id: str) -> None:
        path = self.applicant.start(procedure_id).path
        self.address = path.rpartition("/")[0]

    def answer(self, key: str, data: FormData) -> Page:
        """Answer the pages up to that of a field, as far as they are not answered so already."""
        self.applicant.answers = data
        for section in self.definition.sections:
            if any(key == each.key for each in section.fields):
                return self._send(section, data)
            if belonging_to(section, data) != self.sent.get(section.key, {}):
                self._send(section, data)
        raise AssertionError(f"no page asks {key}")

    def _send(self, section: Section, data: FormData) -> Page:
        self.sent[section.key] = belonging_to(section, data)
        return self.applicant.answer(self.open(section))

    def open(self, section: Section) -> Page:
        page = self.applicant.browser.open(f"{self.address}/{section.key}")
        assert page.status == 200, page.address
        return page


def belonging_to(section: Section, data: FormData) -> FormData:
    keys = {each.key for each in section.fields}
    return {name: given for name, given in data.items() if name.partition(".")[0] in keys}


def wrong_answers(city: City, procedure_id: str) -> tuple[FormDefinition, list[BadInput]]:
    with city.app.app_context():
        form, lookups = form_of(procedure_id), DatabaseLookups()
        places = free_places(form, lookups)
        return form, bad_inputs(form, lookups, clock.today(), places)


@pytest.mark.parametrize("procedure_id", EIGHT)
def test_a_wrong_answer_is_refused_at_its_question(city: City, procedure_id: str) -> None:
    definition, wrong = wrong_answers(city, procedure_id)
    with city.app.app_context():
        papers = papers_of(procedure_id)
    form = Form(Applicant(city.browser(), {}, papers, honest=False), definition)
    form.start(procedure_id)
    for bad in wrong:
        page = form.answer(bad.path.partition(".")[0], bad.form_data)
        assert page.status == 422, (bad.path, page.address)
        assert bad.path in page.errors()
        assert f"{bad.path}-error" in page.ids()
        assert list(lost(page, bad.form_data)) == []
    assert not_tried(definition, wrong) == set()


def lost(page: Page, data: FormData) -> Iterator[str]:
    """The inputs of a page that do not hold any more what was typed into them.

    A choice that the page does not offer cannot be shown again.
    """
    form = page.own_form()
    shown = form.inputs()
    for name in form.names() & data.keys():
        offered = form.choices(name)
        can_be_shown = not offered or set(data[name]) <= offered
        if can_be_shown and shown.get(name, []) != data[name]:
            yield name


def not_tried(form: FormDefinition, wrong: list[BadInput]) -> set[str]:
    """The questions that a person answers and that were not answered wrongly.

    Files are tried apart; a box that need not be ticked has no wrong answer.
    """
    tried = {part for bad in wrong for part in bad.path.split(".")}
    return {
        each.key
        for each in form.all_fields()
        if field_type(each.type).has_answer
        and each.type not in {"file", "checkbox", "group"}
        and not each.read_only
        and each.key not in tried
    }


@pytest.mark.parametrize("procedure_id", ["koseki-shomei", "jido-teate-nintei", "yokaigo-shinki"])
def test_a_file_of_another_kind_is_refused_at_its_question(city: City, procedure_id: str) -> None:
    applicant = city.applicant(procedure_id)
    wrong = next(iter(applicant.papers))
    applicant.papers = {**applicant.papers, wrong: NO_PAPER}
    page = applicant.fill(applicant.start(procedure_id))
    assert (page.status, page.errors()) == (422, [wrong])
    assert f"{wrong}-error" in page.ids()
    assert NO_PAPER.name in page.html
