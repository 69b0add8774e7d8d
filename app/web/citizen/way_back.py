"""Finishing a draft later, on this machine or another: by a secret link."""

from datetime import timedelta

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core import clock, urls
from app.core.current import current_settings
from app.submissions import queries
from app.submissions.queries import DraftView
from app.submissions.service import access, drafts
from app.web.citizen import browser, form_page

blueprint = Blueprint("way_back", __name__)


@blueprint.get("/submissions/<reference>/later")
def show(reference: str) -> ResponseReturnValue:
    draft = queries.draft_view(reference, browser.token())
    if not draft.is_editable:
        return redirect(url_for("filed.status", reference=reference), 303)
    return render_template("citizen/draft.html", **context(draft, link=None))


@blueprint.post("/submissions/<reference>/later")
def make_link(reference: str) -> ResponseReturnValue:
    """Show a secret link, once: only its hash is kept."""
    draft = queries.draft_view(reference, browser.token())
    if not draft.is_editable:
        return redirect(url_for("filed.status", reference=reference), 303)
    link = urls.continue_address(drafts.secret_link(reference, browser.token()))
    return render_template("citizen/draft.html", **context(draft, link=link))


@blueprint.get("/continue/<link_token>")
def open_link(link_token: str) -> ResponseReturnValue:
    """Let the browser in and lead to a clean address."""
    opened = access.open_link(link_token, browser.token())
    address = url_for("filed.status", reference=opened.reference)
    return browser.remember(make_response(redirect(address, 303)), opened.token)


@blueprint.post("/submissions/<reference>/discard")
def discard(reference: str) -> ResponseReturnValue:
    drafts.discard(reference, browser.token())
    return redirect(url_for("catalogue.home"), 303)


@blueprint.post("/forget")
def forget() -> ResponseReturnValue:
    """Leave nothing open on a machine that others use."""
    access.forget_browser(browser.token())
    return browser.forget(make_response(redirect(url_for("catalogue.home"), 303)))


def context(draft: DraftView, link: str | None) -> dict[str, object]:
    """Return the variables of `citizen/draft.html`."""
    journey = form_page.journey(draft)
    lifetime = timedelta(days=current_settings().draft_lifetime_days)
    return {
        "procedure": draft.published.definition,
        "reference": draft.reference,
        "saved_at": draft.saved_at,
        "expires": clock.in_tokyo(draft.saved_at + lifetime).date(),
        "continue_address": url_for("apply.resume", reference=draft.reference),
        "link": link,
        "link_address": url_for("way_back.make_link", reference=draft.reference),
        "discard_address": url_for("way_back.discard", reference=draft.reference),
        "missing": [each.title for each in journey.sections if journey.problems_of(each.key)],
    }
