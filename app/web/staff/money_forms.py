"""The fixed forms of the page about a filing's money."""

from wtforms import BooleanField, IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, NumberRange

from app.web.staff.case_forms import LONGEST_TEXT, CaseForm, no_longer_than
from app.web.staff.forms import ActionForm
from payments.methods import PaymentMethod


class TakingForm(ActionForm):
    """What a clerk took; `amount` is what the page showed as owed, so it stands for a version."""

    action = "take_money"
    amount = IntegerField(
        validators=[
            InputRequired("staff.trouble.version"),
            NumberRange(min=1, message="staff.trouble.version"),
        ]
    )
    method = RadioField(
        choices=[each.value for each in PaymentMethod],
        validators=[InputRequired("payment.how_required")],
    )
    confirmed = BooleanField(validators=[InputRequired("staff.trouble.money_received")])


class AskingForm(ActionForm):
    action = "ask_gateway"


class HandingBackForm(ActionForm):
    action = "hand_back"


class RetryForm(ActionForm):
    action = "retry_refund"


class RefundForm(CaseForm):
    """How much goes back of what the policy leaves open, and why."""

    action = "decide_refund"
    amount = IntegerField(
        validators=[
            InputRequired("staff.trouble.refund_amount"),
            NumberRange(min=0, message="staff.trouble.refund_amount"),
        ]
    )
    reason = TextAreaField(
        validators=[InputRequired("staff.trouble.reason"), no_longer_than(LONGEST_TEXT)]
    )
