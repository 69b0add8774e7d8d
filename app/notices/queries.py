"""Reading messages: on a filing's page, and all of them in the demo mailbox."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.db import reading
from app.notices.models import Message
from app.notices.service import mail_of

ADDRESS = re.compile(r"https?://\S+")
MAILBOX_SIZE = 50


@dataclass(frozen=True, slots=True)
class ShownMessage:
    to: str
    subject: str
    body: str
    at: datetime
    state: str

    @property
    def links(self) -> list[str]:
        return ADDRESS.findall(self.body)

    def without_links(self) -> str:
        """Return the text for the filing's own page, whose reader needs no secret link."""
        parts = self.body.split("\n\n")
        return "\n\n".join(part for part in parts if not ADDRESS.search(part))


def of_submission(submission_id: int) -> list[ShownMessage]:
    """Return a filing's messages, newest first."""
    with reading() as session:
        rows = session.scalars(
            select(Message)
            .where(Message.submission_id == submission_id)
            .order_by(Message.created_at.desc())
        )
        return [_shown(session, row) for row in rows]


def mailbox() -> list[ShownMessage]:
    """Return the newest messages of everybody; only the demonstration asks."""
    with reading() as session:
        rows = session.scalars(
            select(Message)
            .where(Message.channel == "email")
            .order_by(Message.created_at.desc())
            .limit(MAILBOX_SIZE)
        )
        return [_shown(session, row) for row in rows]


def _shown(session: Session, row: Message) -> ShownMessage:
    mail = mail_of(session, row)
    return ShownMessage(mail.to, mail.subject, mail.body, row.created_at, row.state)
