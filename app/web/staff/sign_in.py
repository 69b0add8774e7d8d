"""The door of those who work here."""

from flask import Blueprint, make_response, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from app.accounts import service
from app.web.locale import own_path
from app.web.session import forget, remember, staff_token
from app.web.staff.forms import SignInForm

HOME = "/staff/"

blueprint = Blueprint("sign_in", __name__, url_prefix="/staff")


@blueprint.get("/sign-in")
def show() -> ResponseReturnValue:
    return page(SignInForm(formdata=None, next=request.args.get("next", HOME)))


@blueprint.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return page(form), 422
    try:
        token = service.sign_in(form.login.data, form.password.data)
    except service.SignInFailed:
        return page(form, failed=True), 422
    session.clear()  # a token planted before the sign-in must be worth nothing after it
    return remember(make_response(redirect(after_sign_in(form.next.data or HOME), 303)), token)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    service.sign_out(staff_token())
    session.clear()
    return forget(make_response(redirect("/staff/sign-in", 303)))


def page(form: SignInForm, *, failed: bool = False) -> str:
    return render_template("staff/sign_in.html", form=form, errors=form.problems(), failed=failed)


def after_sign_in(wanted: str) -> str:
    """Return a page of this site; the citizens' front page is none of a clerk's business."""
    path = own_path(wanted)
    return HOME if path == "/" else path
