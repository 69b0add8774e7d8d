"""Rows of identity checks: what was to be signed, how the check went, the evidence kept."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class SignedEnvelope(Base):
    """The exact bytes a person signs, kept as they were.  Never changed."""

    __tablename__ = "signed_envelope"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigInteger, index=True)
    revision: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]  #: of the plain bytes, hexadecimal
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    created_at: Mapped[datetime]


class IdentityCheck(Base):
    """One try to prove who somebody is, for one purpose and one filing."""

    __tablename__ = "identity_check"

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigInteger, index=True)
    revision: Mapped[int]
    provider: Mapped[str]
    purpose: Mapped[str]
    state: Mapped[str]
    challenge_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    challenge_used_at: Mapped[datetime | None]
    envelope_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("signed_envelope.id"))
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    reason: Mapped[str | None]  #: the pipeline's reason code when it was rejected or waits
    review: Mapped[str]  #: comma-separated reason codes a clerk must look at


class Evidence(Base):
    """What proves the result later: certificate, signature, revocation data, steps.  Never changed.

    Failed attempts leave theirs too, under a key that is erased after a day.
    """

    __tablename__ = "evidence"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    check_id: Mapped[str] = mapped_column(ForeignKey("identity_check.id"), index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    created_at: Mapped[datetime]
