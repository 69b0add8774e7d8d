"""Writing messages: one for each change of state, sent once, shown on the filing's own page."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock, urls
from app.core.actor import system
from app.core.crypto import Place, decrypt_json, encrypt_json, new_seal, open_seal
from app.core.current import current_texts
from app.core.db import lock, reading, transaction
from app.core.jobs import defer
from app.core.outbound.mail import Mail, mailer
from app.core.trail import Trace, record
from app.facilities import queries as facilities
from app.notices.models import Message
from app.notices.policy import kind_of, remarks
from app.procedures import queries as procedures
from app.submissions.content import read_revision
from app.submissions.models import Submission, SubmissionEvent
from app.submissions.reference import shown
from app.submissions.service.access import make_link
from app.verification.policy import contact_of
from forms.roles import role_values

NOTICES = system("notices")


def tell(submission_id: int, event_id: int) -> None:
    """Write the message about one change; a second call finds it written."""
    with transaction() as session:
        event = session.get_one(SubmissionEvent, event_id)
        kind = kind_of(event.event, event.to_state)
        written = session.scalar(select(Message.id).where(Message.event_id == event_id))
        if kind is None or written is not None:
            return
        submission = lock(session, Submission, submission_id)
        write(session, submission, Cause(kind, event_id=event_id))


def tell_refund(submission_id: int, refund_id: str) -> None:
    """Write the message about money that goes back; a second call finds it written."""
    with transaction() as session:
        if session.scalar(select(Message.id).where(Message.refund_id == refund_id)) is None:
            submission = lock(session, Submission, submission_id)
            write(session, submission, Cause("money_returned", refund_id=refund_id))


@dataclass(frozen=True, slots=True)
class Cause:
    """What a message is about: the key of its texts, and the change or refund behind it."""

    kind: str
    event_id: int | None = None
    refund_id: str | None = None


def write(session: Session, submission: Submission, cause: Cause) -> None:
    """Add a message in the filing's language, with a secret link where it goes out by e-mail."""
    address = address_of(session, submission)
    now = clock.now()
    seal, key = new_seal(session, now), uuid.uuid4()
    link = urls.continue_address(make_link(session, submission)) if address else ""
    content = {"to": address, **texts_of(submission, cause.kind, link)}
    message = Message(
        id=key,
        submission_id=submission.id,
        event_id=cause.event_id,
        refund_id=cause.refund_id,
        kind=cause.kind,
        channel="email" if address else "none",
        state="queued" if address else "shown",
        content=encrypt_json(seal, content, Place("message", str(key), "content")),
        data_key_id=seal.key_id,
        created_at=now,
        sent_at=None,
    )
    session.add(message)
    session.flush()
    subject = f"submission:{submission.id}"
    record(session, Trace(NOTICES, "message.written", subject, {"kind": cause.kind}))
    if address:
        defer(session, "notices.send", message_id=str(message.id))


def address_of(session: Session, submission: Submission) -> str:
    """Return the e-mail address of whoever filed, or nothing: e-mail is never required."""
    if submission.revision == 0:
        return ""
    definition = procedures.version(submission.version_id).definition
    answers = read_revision(session, submission.id, submission.revision).answers
    return contact_of(role_values(definition.form, answers))


def texts_of(submission: Submission, kind: str, link: str) -> dict[str, str]:
    """Return subject and body.  A subject line holds nothing personal."""
    texts, locale = current_texts(), submission.locale
    definition = procedures.version(submission.version_id).definition
    city = facilities.municipality()
    words = {
        "municipality": city.name.plain(locale),
        "procedure": definition.name.plain(locale),
        "reference": shown(submission.reference),
        "contact": city.contact.plain(locale) if city.contact else "",
        "link": link,
    }
    keys = [kind, *remarks(kind, definition), *(["link"] if link else []), "closing"]
    body = [texts.plain(locale, f"mail.{key}", **words) for key in keys]
    return {"subject": texts.plain(locale, "mail.subject", **words), "body": "\n\n".join(body)}


def send(message_id: str) -> None:
    """Send one message that waits; one that was sent is not sent again.

    Raises ServiceUnavailable, and the job tries again later.
    """
    with reading() as session:
        message = session.get_one(Message, uuid.UUID(message_id))
        if message.state != "queued":
            return
        mail = mail_of(session, message)
    mailer().send(mail)
    mark_sent(message.id, clock.now())


def mail_of(session: Session, message: Message) -> Mail:
    seal = open_seal(session, message.data_key_id)
    content = decrypt_json(seal, message.content, Place("message", str(message.id), "content"))
    return Mail(content["to"], content["subject"], content["body"])


def mark_sent(message_id: uuid.UUID, at: datetime) -> None:
    with transaction() as session:
        message = lock(session, Message, message_id)
        message.state, message.sent_at = "sent", at
        subject = f"submission:{message.submission_id}"
        record(session, Trace(NOTICES, "message.sent", subject, {"kind": message.kind}))
