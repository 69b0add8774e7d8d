"""A city with procedures, and citizens who fill them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from flask import Flask

from app.core import clock
from app.demo import load as demo
from app.procedures.packs import read_pack
from app.submissions import queries
from app.submissions.service import drafts, filing
from app.submissions.service.filing import Filed
from forms.answers import read_page
from tests.support.answers import valid_form_data


@dataclass(slots=True)
class Citizen:
    """Fills in forms by the services, as the pages do."""

    token: str = ""
    reference: str = ""

    def start(self, procedure_id: str) -> "Citizen":
        started = drafts.start(procedure_id, "ja", self.token)
        self.token, self.reference = started.token, started.reference
        return self

    def fill(self, overrides: Mapping[str, Sequence[str]] | None = None) -> "Citizen":
        view = queries.draft_view(self.reference, self.token)
        form = view.published.definition.form
        data = valid_form_data(form, view.lookups, clock.today(), overrides or {})
        for section in form.sections:
            drafts.save(self.reference, self.token, read_page(section.fields, data))
        return self

    def file(self) -> Filed:
        return filing.file(self.reference, self.token)


@pytest.fixture
def city(services: Flask) -> Flask:
    """The demonstration's procedures, tables, lists and slots; nobody works there."""
    pack = read_pack()
    demo.load_city(pack)
    demo.load_departments([each.content for each in pack.departments])
    demo.load_procedures(pack)
    demo.open_slots(pack)
    return services


@pytest.fixture
def citizen(city: Flask) -> Citizen:
    return Citizen()
