"""Rows of decisions about money back, and of the demonstration bank."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AppendOnly, Base


class RefundDecision(AppendOnly):
    """How much somebody gave back where the refund policy leaves it to a clerk; one an ending."""

    __tablename__ = "refund_decision"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("submission_event.id"), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    amount_yen: Mapped[int]
    reason: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    at: Mapped[datetime]


class DemoCharge(Base):
    """What the demonstration bank knows of one charge; our own tables know nothing of it.

    It exists outside production only.
    """

    __tablename__ = "demo_charge"

    reference: Mapped[str] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(unique=True)
    amount_yen: Mapped[int]
    description: Mapped[str]
    return_url: Mapped[str]
    outcome: Mapped[str]
    refunds: Mapped[dict[str, Any]]  #: yen by the shop's refund id
    created_at: Mapped[datetime]
