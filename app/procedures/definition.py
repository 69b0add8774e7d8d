"""A procedure as one immutable document: what it is, asks, costs, and how it is handled."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from forms.conditions import Env, Expression, holds
from forms.definition import FormDefinition
from forms.text import LocalText
from payments.fees import FeeSchedule

FORMAT = 1
"""The format of the documents this code reads."""


class Confidence(StrEnum):
    """How sure the source of a rule is; a city confirms everything that is not `high`."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNVERIFIED = "unverified"
    PROVISIONAL = "provisional"  #: a default of ours, which no source gives


class Group(IntEnum):
    """Whether the law asks who files."""

    TYPED_NAME = 1  #: 本人確認不要型
    PROVEN_IDENTITY = 2  #: 本人確認必要型


class GroupReason(StrEnum):
    """Why a procedure is in group 2."""

    LAW = "law"
    OWN_SIGNATURE_OR_SEAL = "own_signature_or_seal"
    IDENTITY_DOCUMENT = "identity_document"


class Kind(StrEnum):
    """What a filing is in law, which decides how it can end."""

    APPLICATION = "application"  #: 申請・請求: approved or refused (行政手続法2条3号)
    NOTIFICATION = "notification"  #: 届出・申出・意見: acknowledged (行政手続法37条)
    CONTRACT = "contract"  #: 購入・予約・申込: accepted or declined
    ADVANCE = "advance"  #: 事前申請: the real filing is made at the visit


class Arrival(StrEnum):
    """What makes a filing arrive."""

    ON_FILING = "on_filing"
    ON_PAYMENT = "on_payment"  #: contracts only


class LawLevel(StrEnum):
    LAW = "law"
    ORDINANCE = "ordinance"


class ProceduralLaw(StrEnum):
    """Which rules of procedure hold."""

    ACT = "administrative_procedure_act"  #: 行政手続法
    ORDINANCE = "administrative_procedure_ordinance"  #: 行政手続条例
    EXCLUDED = "excluded"


class ClockUnit(StrEnum):
    BUSINESS_DAYS = "business_days"
    CALENDAR_DAYS = "calendar_days"


class IdentityMeans(StrEnum):
    """How somebody has to show who they are."""

    NONE = "none"
    SIGNATURE = "signature"
    AT_VISIT = "at_visit"


class ContactCode(StrEnum):
    """Whether a code may be sent to the e-mail address; it is never required to file."""

    OPTIONAL = "optional"
    OFF = "off"


class DeliveryMethod(StrEnum):
    POST = "post"
    COUNTER = "counter"
    ELECTRONIC = "electronic"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    basis: LocalText
    level: LawLevel
    procedural_law: ProceduralLaw
    is_disposition: bool  #: 処分性: a refusal needs reasons and an appeal instruction (教示)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """What the appeal instruction says.  Sources: 行政不服審査法82条, 行政事件訴訟法46条."""

    body: LocalText  #: who decides on the request for review
    review_within_months: int
    suit_within_months: int
    prior_review: bool  #: a suit is only possible after the review (審査請求前置)
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Within how many days it is decided.  Zero days: there is nothing to decide."""

    days: int
    unit: ClockUnit
    exclude_first_day: bool
    pauses_in: tuple[str, ...]  #: states of a submission; a statutory limit never pauses
    statutory: bool
    extension_notice: bool
    basis: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Until when a booking can be called off, in days before its day."""

    cancel_until_days: int
    cancel_until_days_over_sunday: int
    note: LocalText
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityMatch:
    """Roles whose answers have to agree with the proof of identity; None is not compared."""

    name: str
    birth_date: str | None = None
    address: str | None = None
    when: Expression = None

    def roles(self) -> tuple[str, ...]:
        named = (self.name, self.birth_date, self.address)
        return tuple(role for role in named if role is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """How somebody shows who they are, and with whose answers that has to agree."""

    requires: IdentityMeans
    accepts: tuple[str, ...]  #: names of identity providers
    contact_code: ContactCode
    sign_corrections: bool
    alternatives: LocalText
    match: IdentityMatch | None = None
    match_otherwise: IdentityMatch | None = None  #: where `match.when` does not hold

    def match_for(self, values: Env) -> IdentityMatch | None:
        """Return whose answers count, given the answers: those of the person or of an agent."""
        if self.match is None or self.match.when is None or holds(self.match.when, values):
            return self.match
        return self.match_otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """How the office works on it.  Roles are names of staff roles with a rank."""

    approval_steps: int  #: 0: 専決, 1 or 2: that many people after the proposer
    proposer: str
    decider: str
    checklist: tuple[LocalText, ...]
    retention_years: int
    correction_days: int
    fee_due_days: int
    unused_after_days: int | None = None  #: when an advance filing nobody used expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is handed over and how: always the same way, or as an answer says."""

    what: LocalText
    method: DeliveryMethod | None = None
    method_from: str | None = None  #: key of a field whose answers are delivery methods

    def method_for(self, values: Env) -> DeliveryMethod:
        """Return the way that the answers ask for.  Raises ValueError if they name none."""
        if self.method is not None:
            return self.method
        return DeliveryMethod(str(values.get(self.method_from or "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureDefinition:
    """Everything a published version says.  `provisional` are paths that a city confirms."""

    format: int
    id: str
    name: LocalText
    summary: LocalText
    category: str
    life_events: tuple[str, ...]
    programmes: tuple[str, ...]  #: e.g. the 26 procedures of ぴったりサービス
    department: str
    group: Group
    group_reason: GroupReason | None
    group_reason_confidence: Confidence | None
    kind: Kind
    kind_name: LocalText
    arrival: Arrival
    who: LocalText | None
    deliverable: LocalText
    my_number_note: LocalText | None  #: says that the number is not asked, where one expects it
    law: Law
    appeal: Appeal | None
    clock: Clock
    reception: Reception | None
    identity: Identity
    form: FormDefinition
    fee: FeeSchedule
    handling: Handling
    delivery: Delivery
    provisional: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
