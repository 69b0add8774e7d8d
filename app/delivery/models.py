"""Rows of delivery: what is to be issued and how it reaches the citizen."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class Delivery(Base):
    """交付 of one filing's document or thing."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_list", "department_code", "state", "opened_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    #: The publication it follows from; a decision that was reopened and made anew has another.
    event_id: Mapped[int] = mapped_column(ForeignKey("submission_event.id"), unique=True)
    department_code: Mapped[str]
    method: Mapped[str]  #: post, counter or electronic
    state: Mapped[str]
    opened_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    identity_checked: Mapped[str | None]  #: what was shown when it was handed over
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
