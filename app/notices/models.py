"""Rows of messages to citizens."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class Message(Base):
    """One message about one change of state or one refund; at most one for each."""

    __tablename__ = "message"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    refund_id: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[str]
    channel: Mapped[str]  #: email, or none for people without it
    state: Mapped[str]  #: queued, sent, failed or shown
    content: Mapped[bytes] = mapped_column(LargeBinary)  #: address, subject and text
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
