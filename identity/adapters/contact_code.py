"""A six-digit code sent to an e-mail address: proves that messages arrive, not who reads them."""

import hashlib
import hmac
import json
import secrets
import unicodedata
from datetime import datetime, timedelta

from identity.errors import IdentityRejected
from identity.levels import Aal, Assurance, Ial
from identity.provider import (
    Answer,
    Attribute,
    AttributeName,
    ChallengeForm,
    ContactMessage,
    Environment,
    Evidence,
    StartContext,
    StartResult,
    VerifiedIdentity,
)
from identity.reasons import ReasonCode, Step

CODE_FIELD = "code"
CODE_DIGITS = 6
LIFETIME = timedelta(minutes=10)
MAX_TRIES = 5  #: then a new code has to be asked for: guessing succeeds once in 200,000

ASSURANCE = Assurance(Ial.NONE, Aal.NONE)


class ContactCodeProvider:
    """Confirms a contact address.  It identifies nobody and never replaces a signature."""

    name = "contact_code"

    def __init__(self, key: bytes, environment: Environment) -> None:
        """`key` makes the stored digest of a code useless to who reads it without the key."""
        self.environment = environment
        self._key = key

    def start(self, context: StartContext) -> StartResult:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        state = {
            "address": context.contact,
            "digest": self._digest(context.transaction_id, code),
            "expires_at": (context.now + LIFETIME).isoformat(),
        }
        return StartResult(
            ChallengeForm(fields=(CODE_FIELD,)),
            state=json.dumps(state).encode(),
            message=ContactMessage(context.contact, code),
        )

    def verify(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        state = json.loads(answer.state)
        if answer.failed_tries >= MAX_TRIES:
            raise IdentityRejected(ReasonCode.CONTACT_CODE_TRIES_SPENT, Step.CHALLENGE)
        if answer.received_at > datetime.fromisoformat(state["expires_at"]):
            raise IdentityRejected(ReasonCode.CONTACT_CODE_EXPIRED, Step.CHALLENGE)
        # Japanese keyboards easily give full-width digits.
        code = unicodedata.normalize("NFKC", answer.fields.get(CODE_FIELD, "")).strip()
        if not hmac.compare_digest(self._digest(answer.transaction_id, code), state["digest"]):
            raise IdentityRejected(ReasonCode.CONTACT_CODE_WRONG, Step.CHALLENGE)
        return self._confirmed(state["address"], answer, now)

    def _confirmed(self, address: str, answer: Answer, now: datetime) -> VerifiedIdentity:
        return VerifiedIdentity(
            provider=self.name,
            environment=self.environment,
            subject=hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest(),
            ial=ASSURANCE.ial,
            aal=ASSURANCE.aal,
            attributes={AttributeName.EMAIL: Attribute(address, address, self.name)},
            evidence=Evidence(
                verifier="madoguchi-contact-code/1",
                configuration_sha256=hashlib.sha256(b"").hexdigest(),
                steps=(Step.CHALLENGE.value, Step.EVIDENCE.value),
                received_at=answer.received_at,
                decided_at=now,
            ),
            authenticated_at=answer.received_at,
        )

    def _digest(self, transaction_id: str, code: str) -> str:
        return hmac.new(self._key, f"{transaction_id}:{code}".encode(), hashlib.sha256).hexdigest()
