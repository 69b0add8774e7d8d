"""The fixed forms of staff screens."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class StaffForm(FlaskForm):  # type: ignore[misc]  # the package has no types
    """A fixed form whose messages are keys of the catalogue."""

    def problems(self) -> dict[str, str]:
        """Return the first problem of each field, by its name."""
        return {name: messages[0] for name, messages in self.errors.items() if name}


class SignInForm(StaffForm):
    login = StringField(validators=[InputRequired("staff.problem.login"), Length(max=100)])
    password = PasswordField(validators=[InputRequired("staff.problem.password")])
    next = HiddenField()
