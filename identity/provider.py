"""The contract of every means of identification: what it is given and what it hands back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from identity.challenge import Challenge
from identity.envelope import Purpose
from identity.errors import UnknownProvider
from identity.levels import Aal, Ial
from identity.matching import ClaimedPerson
from identity.reasons import ReasonCode


class Environment(StrEnum):
    """Where a means of identification is real.  Written on every record it produces."""

    STUB = "stub"
    JPKI_TEST = "jpki-test"
    SANDBOX = "sandbox"
    PRODUCTION = "production"


class AttributeName(StrEnum):
    NAME = "name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    ADDRESS = "address"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartContext:
    """Everything a provider may know when a check begins.  Time is handed in, never asked for."""

    municipality: str
    session_id: str
    transaction_id: str
    purpose: Purpose
    return_url: str
    locale: str
    now: datetime
    envelope: bytes = b""  #: the canonical bytes to sign; empty where nothing is signed
    contact: str = ""  #: the address a code is sent to, for providers that send one


@dataclass(frozen=True, slots=True)
class Redirect:
    """The browser goes to another site and comes back."""

    url: str


@dataclass(frozen=True, slots=True)
class ChallengeForm:
    """The person answers in a form."""

    fields: tuple[str, ...]  #: names the answer must carry
    content: bytes = b""  #: what is to be signed; empty where nothing is signed
    signing_site: str | None = None  #: where the content is posted to; None: our own page asks


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do on this page; the key names the sentence that says what happens next."""

    message_key: str


@dataclass(frozen=True, slots=True)
class ContactMessage:
    """A code the shell has to send."""

    address: str
    code: str = field(repr=False)


NextStep: TypeAlias = Redirect | ChallengeForm | Wait


@dataclass(frozen=True, slots=True)
class StartResult:
    next_step: NextStep
    state: bytes = b""  #: opaque; the shell stores it encrypted and hands it back in the answer
    message: ContactMessage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A person's answer to a check, and what the shell knows about that check.

    `fields` are the posted form fields; certificates and signatures are base64.
    """

    fields: Mapping[str, str]
    session_id: str  #: who answers
    transaction_id: str
    received_at: datetime
    state: bytes = b""  #: what start() returned
    failed_tries: int = 0
    challenge: Challenge | None = None  #: None: no challenge of that transaction is known
    stored_envelope: bytes = b""  #: the bytes handed out for signing
    rebuilt_envelope: bytes = b""  #: the same, made again from the database
    claimed: ClaimedPerson | None = None  #: who the form says the person is


@dataclass(frozen=True, slots=True)
class Attribute:
    """One fact about a person as the source gave it."""

    value: str | date | None  #: None where the source holds a value we cannot read, e.g. no day
    raw: str
    source: str
    flags: str = ""  #: 代替文字: one 0 or 1 for each character of `raw`


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureEvidence:
    """All that is needed to check the signature again, years later."""

    content: bytes
    signature: bytes
    certificate: bytes  #: DER
    issuer_sha256: str
    algorithm: str
    revocation_list: bytes  #: DER of the list that was consulted
    revocation_list_made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How the result was reached."""

    verifier: str  #: name and version of the rules applied
    configuration_sha256: str
    steps: tuple[str, ...]  #: passed, in order
    received_at: datetime
    decided_at: datetime
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedIdentity:
    """What a provider vouches for."""

    provider: str
    environment: Environment
    subject: str  #: pseudonym, keyed by the municipality; a new certificate is a new subject
    ial: Ial
    aal: Aal
    attributes: Mapping[AttributeName, Attribute]
    evidence: Evidence
    authenticated_at: datetime
    signature: SignatureEvidence | None = None
    review: tuple[ReasonCode, ...] = ()  #: what a clerk still has to look at


class IdentityProvider(Protocol):
    """What every means of identification does for us.  Providers never touch our tables."""

    name: str
    environment: Environment

    def start(self, context: StartContext) -> StartResult:
        """Begin a check.  Raises IdentityUnavailable when the other side does not answer."""
        ...

    def verify(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        """Judge an answer.  Raises IdentityRejected, IdentityPending or IdentityUnavailable."""
        ...


class Completes(Protocol):
    """Only for providers whose checks may stay pending: judge the same answer once more."""

    def complete(self, answer: Answer, now: datetime) -> VerifiedIdentity:
        """Judge an answer whose challenge was already accepted when it was received."""
        ...


class IdentityProviders:
    """The providers this process may use, by name.  Built once from the configuration."""

    def __init__(self, *providers: IdentityProvider) -> None:
        self._by_name: dict[str, IdentityProvider] = {}
        for provider in providers:
            if provider.name in self._by_name:
                raise ValueError(f"two identity providers are called {provider.name!r}")
            self._by_name[provider.name] = provider

    def __getitem__(self, name: str) -> IdentityProvider:
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownProvider(name) from None

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[IdentityProvider]:
        return iter(self._by_name.values())
