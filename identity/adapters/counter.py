"""Identity documents that a clerk looks at: one with a photo, or two without (1点・2点確認).

The lists follow common practice at municipal counters (住民基本台帳法 12条, 戸籍法 10条の3 and the
rules under them); each municipality fixes its own.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from identity.errors import IdentityRejected
from identity.levels import Aal, Assurance, Ial
from identity.provider import (
    Answer,
    Attribute,
    AttributeName,
    Environment,
    Evidence,
    StartContext,
    StartResult,
    VerifiedIdentity,
    Wait,
)
from identity.reasons import ReasonCode, Step

DOCUMENTS_FIELD = "documents"  #: names of what was shown, separated by spaces
CLERK_FIELD = "clerk"  #: who looked; set by the shell from the signed-in session


class Strength(StrEnum):
    """How far a document goes."""

    PHOTO = "photo"  #: one is enough: issued by an authority, with a photo
    FIRST = "first"  #: (a): two of these, or one with one of SECOND
    SECOND = "second"  #: (b): never two of these alone


DOCUMENTS: Mapping[str, Strength] = {
    "my_number_card": Strength.PHOTO,
    "drivers_license": Strength.PHOTO,
    "driving_record_card": Strength.PHOTO,
    "passport": Strength.PHOTO,
    "residence_card": Strength.PHOTO,
    "special_permanent_resident_card": Strength.PHOTO,
    "disability_certificate": Strength.PHOTO,
    "health_insurance_qualification": Strength.FIRST,
    "care_insurance_card": Strength.FIRST,
    "pension_book": Strength.FIRST,
    "pension_certificate": Strength.FIRST,
    "student_card": Strength.SECOND,
    "employee_card": Strength.SECOND,
    "bank_book": Strength.SECOND,
}

#: Suggested by the guideline's table for documents checked by eye, which has not been checked.
DEFAULT_ASSURANCE = Assurance(Ial.L2, Aal.NONE)


class CounterProvider:
    """The person stands at the counter; the clerk says what was shown."""

    name = "counter"

    def __init__(self, environment: Environment, assurance: Assurance = DEFAULT_ASSURANCE) -> None:
        self.environment = environment
        self._assurance = assurance

    def start(self, context: StartContext) -> StartResult:
        """Nothing begins online; the person comes."""
        return StartResult(Wait("identity.counter.come"))

    def verify(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        shown = tuple(answer.fields.get(DOCUMENTS_FIELD, "").split())
        check_documents(shown)
        clerk = answer.fields[CLERK_FIELD]
        subject = hashlib.sha256(f"counter:{answer.transaction_id}".encode()).hexdigest()
        return VerifiedIdentity(
            provider=self.name,
            environment=self.environment,
            subject=subject,
            ial=self._assurance.ial,
            aal=self._assurance.aal,
            attributes=_attributes(answer),
            evidence=Evidence(
                verifier="madoguchi-counter/1",
                configuration_sha256=_configuration(),
                steps=(Step.MATCH.value, Step.EVIDENCE.value),
                received_at=answer.received_at,
                decided_at=now,
                details={"documents": " ".join(shown), "clerk": clerk},
            ),
            authenticated_at=answer.received_at,
        )


def check_documents(shown: tuple[str, ...]) -> None:
    """Raise IdentityRejected unless the documents shown are enough, and all different."""
    unknown = [name for name in shown if name not in DOCUMENTS]
    if unknown:
        raise IdentityRejected(
            ReasonCode.COUNTER_DOCUMENT_UNKNOWN, Step.STRUCTURE, " ".join(unknown)
        )
    strengths = [DOCUMENTS[name] for name in set(shown)]
    enough = Strength.PHOTO in strengths or (len(strengths) > 1 and Strength.FIRST in strengths)
    if not enough:
        raise IdentityRejected(ReasonCode.COUNTER_DOCUMENTS_INSUFFICIENT, Step.MATCH)


def _configuration() -> str:
    rules = " ".join(f"{name}={strength}" for name, strength in sorted(DOCUMENTS.items()))
    return hashlib.sha256(rules.encode()).hexdigest()


def _attributes(answer: Answer) -> dict[AttributeName, Attribute]:
    """What the form says, now confirmed by somebody who saw the documents."""
    claimed = answer.claimed
    if claimed is None:
        return {}
    values = {
        AttributeName.NAME: claimed.name,
        AttributeName.BIRTH_DATE: claimed.birth_date,
        AttributeName.ADDRESS: claimed.address,
    }
    return {
        name: Attribute(value, str(value), CounterProvider.name)
        for name, value in values.items()
        if value is not None
    }
