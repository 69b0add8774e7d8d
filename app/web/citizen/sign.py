"""Signing a filing with the card: what is signed, the way to the card, the way back."""

import base64

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core import urls
from app.submissions.service import drafts
from app.submissions.states import State
from app.verification.queries.signing import OpenSigning, SigningView, signed_bytes, signing_view
from app.verification.service import signing
from app.verification.service.signing import Finished, NothingToSign
from app.web.citizen import browser
from app.web.locale import current_locale
from forms.display import show_answers
from identity.states import CheckState

blueprint = Blueprint("sign", __name__, url_prefix="/submissions/<reference>/sign")


@blueprint.get("")
def show(reference: str) -> ResponseReturnValue:
    """Show what waits for a signature; without anything, lead on to the filing."""
    try:
        view = signing_view(reference, browser.token())
    except NothingToSign:
        return redirect(url_for("filed.status", reference=reference), 303)
    return render_template("citizen/sign.html", **context(view))


@blueprint.post("/with/<provider>")
def start(reference: str, provider: str) -> ResponseReturnValue:
    signing.start(reference, browser.token(), provider)
    return redirect(url_for("sign.show", reference=reference), 303)


@blueprint.post("/<check_id>/finish")
def finish(reference: str, check_id: str) -> ResponseReturnValue:
    """Take the signature, which comes from the site that signs."""
    fields = request.form.to_dict()
    finished = signing.finish(reference, browser.token(), check_id, fields)
    return redirect(after(reference, finished), 303)


@blueprint.post("/revise")
def revise(reference: str) -> ResponseReturnValue:
    """Go back to the answers, as long as nothing was signed."""
    drafts.resume(reference, browser.token())
    return redirect(url_for("review.show", reference=reference), 303)


@blueprint.get("/<check_id>/content")
def download(reference: str, check_id: str) -> ResponseReturnValue:
    """Send the exact bytes that are signed; always as a download."""
    content = signed_bytes(reference, browser.token(), check_id)
    response = Response(content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=f"{reference}.json")
    return response


def after(reference: str, finished: Finished) -> str:
    """Return the next page: to pay, the filing, or this one again with what went wrong."""
    if finished.check is not CheckState.VERIFIED:
        return url_for("sign.show", reference=reference)
    if finished.state is State.AWAITING_PAYMENT:
        return url_for("payment.show", reference=reference)
    return url_for("filed.status", reference=reference, filed=1)


def context(view: SigningView) -> dict[str, object]:
    """Return the variables of `citizen/sign.html`."""
    definition = view.published.definition
    return {
        "procedure": definition,
        "correction": view.is_correction,
        "rejected": None if view.rejected is None or view.open else view.rejected.value,
        "retry": view.may_try_again,
        "waiting": view.is_undecided,
        "providers": [
            {
                "name": name,
                "address": url_for("sign.start", reference=view.reference, provider=name),
            }
            for name in view.offers
        ],
        "sections": show_answers(definition.form, view.answers, current_locale(), view.lookups),
        "signing": None if view.open is None else signing_form(view.reference, view.open),
        "status_address": url_for("filed.status", reference=view.reference),
        "correction_address": url_for("correction.show", reference=view.reference),
        "revise_address": url_for("sign.revise", reference=view.reference),
    }


def signing_form(reference: str, found: OpenSigning) -> dict[str, object]:
    """Return the challenge that waits: its words, and the form that leads to where it is signed."""
    check_id = found.check_id
    finish_path = url_for("sign.finish", reference=reference, check_id=check_id)
    return {
        "statement": found.statement,
        "digest": found.sha256,
        "until": found.until,
        "download_address": url_for("sign.download", reference=reference, check_id=check_id),
        "site": found.signing_site,
        "content": base64.b64encode(found.content).decode(),
        "fields": found.fields,
        "finish_path": finish_path,
        "return_url": urls.public(finish_path),
    }
