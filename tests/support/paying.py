"""People who file something that costs money, and pay for it at the demo bank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.accounts.permissions import Grant, Member, Role
from app.checkout import jobs
from app.checkout.service import asking, settling, starting
from app.checkout.service.counter import Taking, take_at_counter
from app.core import clock
from app.core.actor import staff, system
from app.core.adapters import adapters
from app.core.db import lock, reading, transaction
from app.facilities import queries as facilities
from app.procedures import pricing
from app.procedures import queries as procedures
from app.procedures.lookups import DatabaseLookups
from app.procedures.models import ProcedureVersion
from app.procedures.service import publish
from app.submissions.content import read_revision
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.service import drafts, endings, filing
from app.submissions.service.door import advance, lock_submission
from app.submissions.states import Event, State
from app.treasury import queries as treasury
from app.treasury.models import Attempt
from app.treasury.queries import PaymentView
from app.treasury.service import bills
from forms.answers import read_page
from forms.text import LocalText
from payments.adapters.demo_bank import DemoBank
from payments.gateway import GatewayEvent
from payments.methods import PaymentMethod
from payments.money import Money
from payments.states import AttemptEvent
from tests.support.answers import valid_form_data

#: A contract: 椅子1点 300円, to be paid before it is received.
BULKY_WASTE = "sodai-gomi"
COLLECTION = "bulky_collection_area"
#: A contract whose fee, taxed, is fixed in review.
ROOM_USE = "shisetsu-shiyo"
ROOM = "chuo-meeting"
#: An application, signed; it has arrived before it is paid.
CERTIFICATE = "juminhyo"
CARD = "demo.credit_card"
SIGNED = system("tests")
CLERK = staff(7)
CASHIER = Member(7, "kaikei", "会計 花子", LocalText("会計課"), (Grant(Role.TREASURER, None),))


@dataclass(frozen=True, slots=True)
class Payer:
    """Somebody's browser, and the filing it may see."""

    reference: str
    token: str
    id: int

    def state(self) -> State:
        with reading() as session:
            return State(session.get_one(Submission, self.id).state)

    def start(self, chosen: str = CARD) -> str:
        """Begin to pay and return the attempt's id."""
        return starting.start_payment(self.reference, self.token, chosen).attempt_id

    def withdraw(self) -> None:
        endings.withdraw(self.reference, self.token, "")

    def come_back(self) -> None:
        asking.ask_as_holder(self.reference, self.token)

    def money(self) -> PaymentView:
        return treasury.payment_view(self.id)


def last_slot(resource: str) -> str:
    """Return the last time at which something can be booked, some weeks ahead."""
    slots = facilities.open_slots(resource, clock.today(), clock.today() + timedelta(days=90))
    return slots[-1].slot_id


def collection_slot() -> str:
    """Return the last morning on which bulky waste can be fetched."""
    return last_slot(COLLECTION)


def file(procedure_id: str, overrides: Mapping[str, Sequence[str]]) -> Payer:
    form = procedures.current(procedure_id).definition.form
    started = drafts.start(procedure_id, "ja", None)
    inputs = valid_form_data(form, DatabaseLookups(), clock.today(), overrides)
    drafts.save(started.reference, started.token, read_page(tuple(form.fields()), inputs))
    filed = filing.file(started.reference, started.token)
    if filed.problems:
        raise AssertionError(filed.problems)
    with reading() as session:
        wanted = select(Submission.id).where(Submission.reference == started.reference)
        return Payer(started.reference, started.token, session.scalars(wanted).one())


def order_collection() -> Payer:
    """File bulky waste for 300円; it waits for the money."""
    chosen = {"collection_date": [collection_slot()], "items.0.item_code": ["chair"]}
    return file(BULKY_WASTE, {**chosen, "items.0.item_qty": ["1"], "pay_mode": ["online"]})


def rent_room() -> Payer:
    """File for the use of a room; the clerk asks for the fee as the answers make it."""
    slot = last_slot(f"facility_slots/{ROOM}")
    payer = file(ROOM_USE, {"facility": [ROOM], "use_slots": [slot], "reduction": ["none"]})
    happen(payer, Event.TAKEN, Event.FEE_REQUESTED)
    return payer


def order_certificate(copies: int = 1) -> Payer:
    """File for a certificate of residence, 300円 a copy, fetched at the counter, and sign it."""
    payer = file(CERTIFICATE, {"copies": [str(copies)], "delivery": ["counter"]})
    with transaction() as session:
        submission = lock_submission(session, payer.reference)
        assert submission is not None
        filing.satisfy_identity(session, submission, SIGNED)
    return payer


def bank() -> DemoBank:
    found = adapters().demo_bank
    assert found is not None
    return found


def at_bank(attempt_id: str, choice: AttemptEvent) -> GatewayEvent:
    """Let the payer decide at the bank; return its news, which nobody has delivered yet."""
    delivery = bank().decide(reference_of(attempt_id), choice)
    event = adapters().gateways["demo"].parse_event(delivery.body, delivery.headers)
    assert event is not None
    return event


def reference_of(attempt_id: str) -> str:
    with reading() as session:
        return session.get_one(Attempt, attempt_id).gateway_reference or ""


def pay(payer: Payer, chosen: str = CARD) -> str:
    """Pay everything that is owed, the news arriving as it should; return the attempt's id."""
    attempt_id = payer.start(chosen)
    settling.record_event("demo", at_bank(attempt_id, AttemptEvent.SETTLED))
    return attempt_id


def say(attempt_id: str, event: AttemptEvent, event_id: str, yen: int = 300) -> None:
    """Deliver news of the demo bank, whether it is true or not."""
    settling.record_event("demo", GatewayEvent(event_id, attempt_id, event, Money(yen)))


def happen(payer: Payer, *events: Event) -> None:
    """Let a clerk do something with the filing."""
    with transaction() as session:
        submission = lock(session, Submission, payer.id)
        for event in events:
            advance(session, submission, event, CLERK)


def bill_again(payer: Payer, copies: int) -> None:
    """Work the bill of a certificate out once more, for another number of copies."""
    with transaction() as session:
        submission = lock(session, Submission, payer.id)
        definition = procedures.version(submission.version_id).definition
        answers = read_revision(session, submission.id, submission.revision).answers
        quote = pricing.price(definition, {**answers, "copies": copies}, clock.today())
        bills.assess(session, submission.id, quote, clock.now())


def apply_policy(payer: Payer) -> None:
    """Do what follows from the newest change, as the queue does."""
    with reading() as session:
        event_id = session.scalars(
            select(SubmissionEvent.id)
            .where(SubmissionEvent.submission_id == payer.id)
            .order_by(SubmissionEvent.id.desc())
        ).first()
    assert event_id is not None
    jobs.apply_refund_policy(payer.id, event_id)


def take_cash(payer: Payer, yen: int = 300) -> str:
    """Take cash at the counter; return the attempt's id."""
    taking = Taking(payer.reference, Money(yen), PaymentMethod.CASH_COUNTER)
    return take_at_counter(CASHIER, taking)


def leave_withdrawing_to_a_clerk(payer: Payer) -> None:
    """Publish the procedure of a certificate anew: who withdraws in review has to ask."""
    with reading() as session:
        submission = session.get_one(Submission, payer.id)
        fee = session.get_one(ProcedureVersion, submission.version_id).document["fee"]
    policy = fee["refunds"]["certificate"] | {"withdrawn_after_review": "clerk_decides"}
    publish_fee_anew(payer, {"refunds": {"certificate": policy}})


def publish_fee_anew(payer: Payer, changes: Mapping[str, object]) -> None:
    """Publish the procedure of a filing anew with changes in its fee, for the filings to come."""
    with reading() as session:
        submission = session.get_one(Submission, payer.id)
        document = session.get_one(ProcedureVersion, submission.version_id).document
    publish({**document, "fee": document["fee"] | changes}, system("tests"))
