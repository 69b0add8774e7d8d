"""What the page of a filing shows: first what is still to be done, then how far it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from app.cases.queries.corrections import open_correction
from app.cases.queries.decisions import published_decision
from app.cases.queries.endings import closing_reason
from app.checkout import queries as checkout
from app.core.current import current_texts
from app.delivery.queries import DeliveryShown, delivery_of
from app.delivery.states import DeliveryState
from app.facilities import queries as facilities
from app.notices import queries as notices
from app.procedures.definition import DeliveryMethod, Kind
from app.submissions.queries import FiledView
from app.submissions.states import RUNNING, State
from app.treasury import queries as treasury
from app.treasury.queries import PaymentView
from app.verification.queries.contact import may_confirm
from app.web.citizen import shop_window
from app.web.locale import current_locale
from forms.display import show_answers
from forms.text import LocalText
from payments.fees import FeeTiming
from payments.money import Money

SHOWN_PAYMENT_STATES = frozenset({"open", "settled", "refunded"})
UNDECIDED = frozenset({State.RECEIVED, State.IN_REVIEW})
AT_COUNTER = (DeliveryState.ISSUED, DeliveryMethod.COUNTER)


@dataclass(frozen=True, slots=True)
class Heading:
    """What every page about a filing says of it."""

    reference: str
    procedure: LocalText
    address: str
    state: str
    arrived_at: datetime | None
    department: LocalText


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something the citizen still has to do; the first thing first (Lesson 12)."""

    key: str
    address: str | None
    due: datetime | date | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLink:
    number: str
    address: str


@dataclass(frozen=True, slots=True)
class PaymentSummary:
    """What the fee is, or what is still owed of it, and how it stands."""

    state: str
    amount: Money
    receipts: tuple[ReceiptLink, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A published decision with its reasons and the appeal instruction."""

    outcome: str
    reasons: tuple[str, ...]
    appeal: str | None


@dataclass(frozen=True, slots=True)
class Due:
    standard: date | None
    statutory: date | None


def heading(filed: FiledView) -> Heading:
    definition = filed.published.definition
    return Heading(
        reference=filed.shown_reference,
        procedure=definition.name,
        address=url_for("filed.status", reference=filed.reference),
        state=filed.state.value,
        arrived_at=filed.arrived_at,
        department=shop_window.department(definition.department),
    )


def to_do(filed: FiledView) -> list[ToDo]:
    """Return what waits for the citizen in this state."""
    owed = treasury.payment_view(filed.id).owed
    if filed.state is State.AWAITING_IDENTITY:
        return [ToDo("sign", url_for("sign.show", reference=filed.reference))]
    if filed.state in (State.AWAITING_PAYMENT, State.AWAITING_FEE):
        address = url_for("payment.show", reference=filed.reference)
        return [ToDo("pay", address, amount=owed)]
    if filed.state is State.RETURNED:
        request = open_correction(filed.id)
        due = request.due_on if request else None
        return [ToDo("correct", url_for("correction.show", reference=filed.reference), due)]
    return list(to_bring(filed))


def to_bring(filed: FiledView) -> Iterator[ToDo]:
    """Yield what brings the citizen, or a paper of theirs, to the counter."""
    definition = filed.published.definition
    if filed.state is State.RECEIVED and definition.kind is Kind.ADVANCE:
        yield ToDo("visit", None)
    if filed.state in UNDECIDED and wants_originals(filed):
        yield ToDo("original", None)
    if filed.state is State.APPROVED and waits_at_counter(delivery_of(filed.id)):
        yield ToDo("pick_up", None)


def wants_originals(filed: FiledView) -> bool:
    """Say whether a file was sent whose paper has to follow."""
    return any(
        field.type == "file"
        and field.settings["original_must_be_sent"]
        and filed.answers.get(field.key)
        for field in filed.published.definition.form.fields()
    )


def waits_at_counter(delivery: DeliveryShown | None) -> bool:
    return delivery is not None and (delivery.state, delivery.method) == AT_COUNTER


def payment_summary(filed: FiledView) -> PaymentSummary | None:
    view = treasury.payment_view(filed.id)
    if view.state not in SHOWN_PAYMENT_STATES or (view.state == "open" and is_not_fixed(filed)):
        return None
    return PaymentSummary(view.state, view.owed or view.amount, receipt_links(filed, view))


def is_not_fixed(filed: FiledView) -> bool:
    """Say whether the fee is only what the answers come to, before anybody has reviewed them."""
    after_review = filed.published.definition.fee.timing is FeeTiming.AFTER_REVIEW
    return after_review and filed.state in UNDECIDED


def receipt_links(filed: FiledView, view: PaymentView) -> tuple[ReceiptLink, ...]:
    """Return the receipts of a filing's payments, oldest first."""
    return tuple(
        ReceiptLink(
            each.shown_number,
            url_for("receipt.show", reference=filed.reference, receipt_id=each.id),
        )
        for each in view.receipts
    )


def decision_of(filed: FiledView) -> DecisionView | None:
    found = published_decision(filed.id)
    if found is None:
        return None
    reasons = tuple(line for line in found.reasons.splitlines() if line)
    return DecisionView(found.outcome, reasons, appeal_instruction(filed))


def appeal_instruction(filed: FiledView) -> str | None:
    """Return how to object to a disposition.  Sources: 行政不服審査法82条, 行政事件訴訟法46条."""
    appeal = filed.published.definition.appeal
    if appeal is None:
        return None
    locale, texts = current_locale(), current_texts()
    words = {
        "body": appeal.body.plain(locale),
        "review": appeal.review_within_months,
        "suit": appeal.suit_within_months,
        "municipality": facilities.municipality().name.plain(locale),
    }
    suit = "appeal.suit_after_review" if appeal.prior_review else "appeal.suit"
    return "\n".join(texts.plain(locale, key, **words) for key in ("appeal.review", suit))


def context(filed: FiledView, *, just_filed: bool) -> dict[str, object]:
    """Return the variables of `citizen/status.html`."""
    definition = filed.published.definition
    messages = notices.of_submission(filed.id)
    delivery = delivery_of(filed.id)
    running = filed.state in RUNNING
    return {
        "submission": heading(filed),
        "code": filed.shown_code,
        "todo": to_do(filed),
        "decision": decision_of(filed),
        "closing_reason": closing_reason(filed.id),
        "due": Due(filed.due_on, filed.statutory_due_on) if running else Due(None, None),
        "payment": payment_summary(filed),
        "delivery": delivery.state if delivery else None,
        "history": filed.history,
        "messages": messages,
        "sections": show_answers(definition.form, filed.answers, current_locale(), filed.lookups),
        "withdraw_address": (
            url_for("filed.ask_withdrawal", reference=filed.reference) if running else None
        ),
        "contact_address": (
            url_for("contact.show", reference=filed.reference) if may_confirm(filed.id) else None
        ),
        "just_filed": just_filed,
        "mail_sent": any(message.to for message in messages),
    }


def withdrawal(
    filed: FiledView, *, reason: str = "", errors: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Return the variables of `citizen/withdraw.html`."""
    return {
        "submission": heading(filed),
        "refund": checkout.refund_if_withdrawn(filed.id),
        "reason": reason,
        "errors": errors or {},
    }
