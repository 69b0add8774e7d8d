"""Rows of the demonstration bank: it exists outside production only."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class DemoCharge(Base):
    """What the demonstration bank knows of one charge; our own tables know nothing of it."""

    __tablename__ = "demo_charge"

    reference: Mapped[str] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(unique=True)
    amount_yen: Mapped[int]
    description: Mapped[str]
    return_url: Mapped[str]
    outcome: Mapped[str]
    refunds: Mapped[dict[str, Any]]  #: yen by the shop's refund id
    created_at: Mapped[datetime]
