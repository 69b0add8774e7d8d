"""One page of a form, put together for its template."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from flask import url_for

from app.core import clock
from app.facilities import queries as facilities
from app.facilities.queries import Slot
from app.submissions.queries import DraftView, quote_of_draft
from app.web.dates import show_yen
from app.web.locale import current_locale
from app.web.questions import OpenDay, Page, Place, known_answers, questions
from forms.conditions import RuleError
from forms.context import Town
from forms.definition import Field, Section
from forms.fields.appointments import resource_of
from forms.journey import Journey
from forms.problems import Problem
from payments.errors import FeeError
from payments.quote import Quote

#: How far ahead places are shown.
DAYS_SHOWN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Route:
    """The addresses of a form's pages: a draft's, or a correction's."""

    pages: str  #: the blueprint with `section` and `autosave`
    entrance: Callable[[DraftView], str]  #: what lies before the first page
    end: str  #: the endpoint after the last page
    resumes: bool  #: whether there is a way to go on later

    def address(self, reference: str, section: Section | None) -> str:
        """Return the address of a page; of the end without one."""
        if section is None:
            return url_for(self.end, reference=reference)
        return url_for(f"{self.pages}.section", reference=reference, section=section.key)

    def autosave(self, reference: str, section: Section) -> str:
        return url_for(f"{self.pages}.autosave", reference=reference, section=section.key)

    def before(self, draft: DraftView, section: Section) -> str:
        before = journey(draft).before(section.key)
        return self.entrance(draft) if before is None else self.address(draft.reference, before)


def page_of_procedure(draft: DraftView) -> str:
    return url_for("catalogue.show", procedure_id=draft.published.definition.id)


def page_of_correction(draft: DraftView) -> str:
    return url_for("correction.show", reference=draft.reference)


DRAFT = Route("apply", page_of_procedure, "review.show", resumes=True)
CORRECTION = Route("correction", page_of_correction, "correction.show", resumes=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Why a page is shown: what was wrong with it, what was looked up, where it leads back."""

    problems: Sequence[Problem] = ()
    towns: Mapping[str, Sequence[Town]] = field(default_factory=dict)
    returning: bool = False


def journey(draft: DraftView) -> Journey:
    return Journey(draft.published.definition.form, draft.evaluation)


def problems_of_files(draft: DraftView, section: Section) -> list[Problem]:
    """Return what is wrong with files already sent: their answer cannot be half typed."""
    sent = {
        each.key for each in section.fields if each.type == "file" and draft.typed.get(each.key)
    }
    return [each for each in journey(draft).problems_of(section.key) if each.path in sent]


def context(route: Route, draft: DraftView, section: Section, visit: Visit) -> dict[str, object]:
    """Return the variables of `citizen/section.html`."""
    quote = quote_so_far(draft)
    page = Page(
        section=section,
        typed=draft.typed,
        evaluation=draft.evaluation,
        lookups=draft.lookups,
        problems=visit.problems,
        open_days=open_days(draft, section, current_locale()),
        towns=visit.towns,
        fee=None if quote is None else show_yen(quote.total.yen, current_locale()),
    )
    progress = journey(draft).progress(section.key)
    resume = url_for("apply.resume", reference=draft.reference) if route.resumes else None
    return {
        "procedure": draft.published.definition,
        "section": section,
        "questions": questions(page),
        "problems": visit.problems,
        "step": progress.step,
        "steps": progress.total + 1,
        "back_address": route.before(draft, section),
        "save_address": route.autosave(draft.reference, section),
        "resume": resume,
        "known_answers": known_answers(page),
        "returning": visit.returning,
    }


def quote_so_far(draft: DraftView) -> Quote | None:
    """Return what the draft would cost, or None while its answers do not say."""
    try:
        return quote_of_draft(draft)
    except (FeeError, RuleError):
        return None


def open_days(draft: DraftView, section: Section, locale: str) -> dict[str, Sequence[OpenDay]]:
    appointments = [each for each in section.fields if each.type == "appointment"]
    return {each.key: days_of(draft, each, locale) for each in appointments}


def days_of(draft: DraftView, appointment: Field, locale: str) -> list[OpenDay]:
    """Return the open places of an appointment by day, the draft's own among them."""
    first = clock.today() + timedelta(days=int(appointment.settings["min_days_ahead"]))
    resource = resource_of(appointment, draft.evaluation.values)
    slots = facilities.open_slots(resource, first, first + DAYS_SHOWN)
    return [
        OpenDay(day, _places(same_day, locale))
        for day, same_day in groupby(slots, key=lambda slot: slot.day)
    ]


def _places(slots: Iterable[Slot], locale: str) -> list[Place]:
    return [Place(slot.slot_id, slot.label.plain(locale)) for slot in slots]
