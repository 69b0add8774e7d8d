"""Filling in a form, page by page, a draft's as a correction's.

Whatever is typed is kept, whatever button is pressed.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from app.core.errors import NotFound
from app.core.file_names import shown_name
from app.core.file_types import media_type
from app.core.texts import LOCALES
from app.submissions.queries import DraftView
from app.submissions.service import attachments, drafts
from app.submissions.service.attachments import Upload
from app.web import locale as languages
from app.web.citizen import actions, browser, form_page
from app.web.citizen.actions import Action
from app.web.citizen.form_page import Route, Visit
from forms.answers import read_page
from forms.definition import Field, Section
from forms.values import Typed

BYTES_IN_MB = 1024 * 1024
ROW_BUTTONS: Mapping[str, Callable[[Mapping[str, Typed], Action], dict[str, Typed]]] = {
    "add": lambda typed, action: actions.add_row(typed, action.path),
    "remove": lambda typed, action: actions.remove_row(typed, action.path, action.detail),
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages on which one kind of form is filled in.

    `load` raises NotFound and NotEditable; `before_saving` prepares what is to be typed over.
    """

    route: Route
    load: Callable[[str], DraftView]
    before_saving: Callable[[str, Section], None]

    def show(self, reference: str, key: str) -> ResponseReturnValue:
        draft = self.load(reference)
        page = page_of(draft, key)
        problems = form_page.problems_of_files(draft, page)
        return self._page(draft, page, Visit(problems=problems, returning=is_returning()))

    def answer(self, reference: str, key: str) -> ResponseReturnValue:
        draft = self.keep(reference, key)
        page = page_of(draft, key)
        action = Action.parse(request.form.get("action", "next"))
        if action.name == "next":
            return self._go_on(draft, page)
        if action.name == "lookup":
            return self._look_up(draft, page, action.path)
        return self._other_button(draft, page, action)

    def keep(self, reference: str, key: str) -> DraftView:
        """Save what a page posted, files too, and return the draft as it is then."""
        token = browser.token()
        page = page_of(self.load(reference), key)
        self.before_saving(reference, page)
        inputs = {name: request.form.getlist(name) for name in request.form}
        drafts.save(reference, token, read_page(page.fields, inputs))
        for field in page.fields:
            sent = [file for file in request.files.getlist(field.key) if file.filename]
            if field.type == "file" and sent:
                self._keep_files(reference, field, sent)
        return self.load(reference)

    def _keep_files(self, reference: str, field: Field, sent: Sequence[FileStorage]) -> None:
        """Keep one file more than may be sent, no further: it shows that there are too many."""
        kept = self.load(reference).typed.get(field.key, ())
        room = max(0, field.settings["max_files"] + 1 - len(kept))
        for file in sent[:room]:
            upload = upload_of(file, field.settings["max_mb"] * BYTES_IN_MB)
            attachments.attach(reference, browser.token(), field.key, upload)

    def _page(self, draft: DraftView, page: Section, visit: Visit) -> str:
        return render_template(
            "citizen/section.html", **form_page.context(self.route, draft, page, visit)
        )

    def _go_on(self, draft: DraftView, page: Section) -> ResponseReturnValue:
        journey = form_page.journey(draft)
        problems = journey.problems_of(page.key)
        if problems:
            visit = Visit(problems=problems, returning=is_returning())
            return self._page(draft, page, visit), 422
        following = None if is_returning() else journey.next_after(page.key)
        return redirect(self.route.address(draft.reference, following), 303)

    def _look_up(self, draft: DraftView, page: Section, path: str) -> ResponseReturnValue:
        """Fill an address in where its postal code says enough; several towns are offered."""
        towns = actions.towns_of(draft.typed, path, draft.lookups)
        if towns:
            filled = actions.fill_address(draft.typed, path, towns[0])
            drafts.save(draft.reference, browser.token(), {path: filled[path]})
            draft = self.load(draft.reference)
        return self._page(draft, page, Visit(towns={path: towns}, returning=is_returning()))

    def _other_button(self, draft: DraftView, page: Section, action: Action) -> ResponseReturnValue:
        token = browser.token()
        here = self.route.address(draft.reference, page)
        if action.name == "later":
            return redirect(url_for("way_back.show", reference=draft.reference), 303)
        if action.name == "language" and action.path in LOCALES:
            return languages.remember(make_response(redirect(here, 303)), action.path)
        if action.name in ROW_BUTTONS and action.path in keys_of(page, "group"):
            drafts.save(draft.reference, token, ROW_BUTTONS[action.name](draft.typed, action))
        if action.name == "remove-file" and action.path in keys_of(page, "file"):
            attachments.remove(draft.reference, token, action.path, action.detail)
        return redirect(f"{here}#{quote(action.path)}", 303)


def page_of(draft: DraftView, key: str) -> Section:
    """Raises NotFound for a page that the form does not have or that is hidden."""
    for section in form_page.journey(draft).sections:
        if section.key == key:
            return section
    raise NotFound(f"page {key}")


def keys_of(page: Section, type_name: str) -> frozenset[str]:
    return frozenset(field.key for field in page.fields if field.type == type_name)


def is_returning() -> bool:
    """Say whether the visitor came from the last page to change something."""
    return request.args.get("from") == "review"


def upload_of(file: FileStorage, largest: int) -> Upload:
    """Return a file as it is kept; of one that is too large, one byte more than may be sent."""
    content = file.read(largest + 1)
    name = shown_name(file.filename or "")
    return Upload(name, media_type(content), content, hashlib.sha256(content).hexdigest())
