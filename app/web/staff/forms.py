"""The fixed forms of staff screens."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.core.current import current_texts

NOT_READABLE = "staff.trouble.not_readable"


class StaffForm(FlaskForm):  # type: ignore[misc]  # the package has no types
    """A fixed form whose messages are keys of the catalogue."""

    def problems(self) -> dict[str, str]:
        """Return the first problem of each field, by its name.

        What the package itself says of unreadable input is in its words, not in ours.
        """
        known = current_texts().has
        return {
            name: next(filter(known, messages), NOT_READABLE)
            for name, messages in self.errors.items()
            if name
        }


class ActionForm(StaffForm):
    """A form that does one thing; `action` names it on the page and in the catalogue."""

    action = ""


class SignInForm(StaffForm):
    login = StringField(validators=[InputRequired("staff.problem.login"), Length(max=100)])
    password = PasswordField(validators=[InputRequired("staff.problem.password")])
    next = HiddenField()
