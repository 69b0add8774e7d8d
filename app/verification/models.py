"""Rows of identity checks: what was to be signed, how the check went, the evidence kept."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AppendOnly, Base


class SignedEnvelope(AppendOnly):
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
    """One try to prove who somebody is, for one purpose and one filing.

    `kept` and `answer` are readable while the check is open only.
    """

    __tablename__ = "identity_check"
    __table_args__ = (Index("ix_identity_check_due", "state", "started_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigInteger, index=True)
    revision: Mapped[int]
    provider: Mapped[str]
    environment: Mapped[str]  #: where the provider is real: stub, …, production
    purpose: Mapped[str]
    state: Mapped[str]
    session_hash: Mapped[bytes | None] = mapped_column(LargeBinary)  #: the browser that began it
    challenge_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    challenge_used_at: Mapped[datetime | None]
    envelope_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("signed_envelope.id"))
    data_key_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("data_key.id"))
    kept: Mapped[bytes | None] = mapped_column(LargeBinary)  #: what the provider wants back
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)  #: what the person sent
    answered_at: Mapped[datetime | None]
    failed_tries: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    reason: Mapped[str | None]  #: the pipeline's reason code when it was rejected or waits
    review: Mapped[str]  #: comma-separated reason codes a clerk must look at
    forgotten_at: Mapped[datetime | None]  #: when what an unsuccessful check held was erased


class Evidence(AppendOnly):
    """What proves the result later: certificate, signature, revocation data, steps.  Never changed.

    Failed attempts leave theirs too, under a key that is erased after a day.
    """

    __tablename__ = "evidence"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    check_id: Mapped[str] = mapped_column(ForeignKey("identity_check.id"), index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    data_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("data_key.id"))
    created_at: Mapped[datetime]
