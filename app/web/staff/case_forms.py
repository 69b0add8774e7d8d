"""The fixed forms of a case: each carries the version of the case its page showed."""

from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.cases.policy import LONGEST_CORRECTION_DAYS, Outcome
from app.cases.service.desk import Order
from app.web.session import signed_in
from app.web.staff.forms import ActionForm

LONGEST_TEXT = 4000  #: characters


def no_longer_than(count: int) -> Length:
    return Length(max=count, message="staff.trouble.too_long")


class CaseForm(ActionForm):
    """A form on a case page."""

    version = IntegerField(validators=[InputRequired("staff.trouble.version")])

    def order(self, reference: str) -> Order:
        return Order(signed_in(), reference, self.version.data)


class TakeForm(CaseForm):
    action = "take"


class GiveBackForm(CaseForm):
    action = "give_back"


class NoteForm(CaseForm):
    action = "note"
    text = TextAreaField(
        validators=[InputRequired("staff.trouble.note"), no_longer_than(LONGEST_TEXT)]
    )


class CloseForm(CaseForm):
    action = "close"
    reason = TextAreaField(
        validators=[InputRequired("staff.trouble.reason"), no_longer_than(LONGEST_TEXT)]
    )


class ProposalForm(CaseForm):
    action = "propose"
    outcome = RadioField(
        choices=[each.value for each in Outcome],
        validators=[InputRequired("staff.trouble.outcome")],
    )
    reasons = TextAreaField(validators=[no_longer_than(LONGEST_TEXT)])


class ApprovalForm(CaseForm):
    action = "approve"
    comment = TextAreaField(validators=[no_longer_than(LONGEST_TEXT)])


class SendBackForm(CaseForm):
    action = "send_back"
    comment = TextAreaField(
        validators=[InputRequired("staff.trouble.comment"), no_longer_than(LONGEST_TEXT)]
    )


class UndoForm(CaseForm):
    action = "undo"


class ReopenForm(CaseForm):
    action = "reopen"
    reason = TextAreaField(
        validators=[InputRequired("staff.trouble.reason"), no_longer_than(LONGEST_TEXT)]
    )


class CorrectionForm(CaseForm):
    """How long the citizen has; the reasons of the fields are read beside it."""

    action = "request_correction"
    days = IntegerField(
        validators=[
            InputRequired("staff.trouble.correction_days"),
            NumberRange(1, LONGEST_CORRECTION_DAYS, "staff.trouble.correction_days"),
        ]
    )
    general = TextAreaField(validators=[no_longer_than(LONGEST_TEXT)])


class FeeForm(CaseForm):
    """Why the fee differs; granted reductions and numbers are read beside it."""

    action = "fix_fee"
    reason = TextAreaField(validators=[no_longer_than(LONGEST_TEXT)])
    wish = StringField()  #: "preview" to see the bill before it is made
