"""Why an identity check did not pass: stable codes, their step, and what people are told."""

from collections.abc import Mapping
from enum import StrEnum


class Step(StrEnum):
    """The steps of the verification, in the order in which they run."""

    OWNER = "owner"
    CHALLENGE = "challenge"
    CONTENT = "content"
    STRUCTURE = "structure"
    CERTIFICATE = "certificate"
    ISSUER = "issuer"
    PROFILE = "profile"
    VALIDITY = "validity"
    SIGNATURE = "signature"
    REVOCATION = "revocation"
    ATTRIBUTES = "attributes"
    MATCH = "match"
    EVIDENCE = "evidence"


class ReasonCode(StrEnum):
    """Exact reasons for the audit log and the staff's view.  Citizens read the class instead."""

    CHALLENGE_UNKNOWN = "CHALLENGE_UNKNOWN"
    CHALLENGE_REPLAYED = "CHALLENGE_REPLAYED"
    CHALLENGE_EXPIRED = "CHALLENGE_EXPIRED"
    CHALLENGE_BINDING_MISMATCH = "CHALLENGE_BINDING_MISMATCH"

    SIG_MALFORMED = "SIG_MALFORMED"
    SIG_CONTENT_DIGEST_MISMATCH = "SIG_CONTENT_DIGEST_MISMATCH"
    SIG_ALGORITHM_NOT_ALLOWED = "SIG_ALGORITHM_NOT_ALLOWED"
    SIG_VALUE_LENGTH = "SIG_VALUE_LENGTH"
    SIG_VALUE_INVALID = "SIG_VALUE_INVALID"

    CERT_MALFORMED = "CERT_MALFORMED"
    CERT_KEY_TOO_WEAK = "CERT_KEY_TOO_WEAK"
    CERT_SIGNATURE_ALGORITHM = "CERT_SIGNATURE_ALGORITHM"
    CERT_UNTRUSTED_ISSUER = "CERT_UNTRUSTED_ISSUER"
    CERT_TRUST_ENVIRONMENT = "CERT_TRUST_ENVIRONMENT"
    CERT_WRONG_PURPOSE = "CERT_WRONG_PURPOSE"
    CERT_UNKNOWN_CRITICAL_EXTENSION = "CERT_UNKNOWN_CRITICAL_EXTENSION"
    CERT_IS_CA = "CERT_IS_CA"
    CERT_KEY_USAGE = "CERT_KEY_USAGE"
    CERT_POLICY = "CERT_POLICY"
    CERT_NOT_YET_VALID = "CERT_NOT_YET_VALID"
    CERT_EXPIRED = "CERT_EXPIRED"
    CERT_ATTRIBUTES_INVALID = "CERT_ATTRIBUTES_INVALID"

    REV_UNAVAILABLE = "REV_UNAVAILABLE"
    REV_STALE = "REV_STALE"
    REV_SIGNATURE_INVALID = "REV_SIGNATURE_INVALID"
    REV_SCOPE_MISMATCH = "REV_SCOPE_MISMATCH"
    REV_REVOKED = "REV_REVOKED"

    MATCH_NAME = "MATCH_NAME"
    MATCH_BIRTHDATE = "MATCH_BIRTHDATE"
    MATCH_ADDRESS = "MATCH_ADDRESS"
    MATCH_NEEDS_REVIEW = "MATCH_NEEDS_REVIEW"

    CONTACT_CODE_WRONG = "CONTACT_CODE_WRONG"
    CONTACT_CODE_EXPIRED = "CONTACT_CODE_EXPIRED"
    CONTACT_CODE_TRIES_SPENT = "CONTACT_CODE_TRIES_SPENT"

    COUNTER_DOCUMENT_UNKNOWN = "COUNTER_DOCUMENT_UNKNOWN"
    COUNTER_DOCUMENTS_INSUFFICIENT = "COUNTER_DOCUMENTS_INSUFFICIENT"


class ReasonClass(StrEnum):
    """What a person is told.  The value is the last part of the message's key."""

    START_AGAIN = "start_again"
    SIGNATURE_UNCONFIRMED = "signature_unconfirmed"
    CERTIFICATE_UNUSABLE = "certificate_unusable"
    CERTIFICATE_WRONG_KIND = "certificate_wrong_kind"
    CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_REVOKED = "certificate_revoked"
    REVOCATION_PENDING = "revocation_pending"
    OUR_SIDE = "our_side"
    NAME_DIFFERS = "name_differs"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    STAFF_REVIEW = "staff_review"
    CODE_WRONG = "code_wrong"
    CODE_EXPIRED = "code_expired"
    CODE_TRIES_SPENT = "code_tries_spent"
    DOCUMENTS_INSUFFICIENT = "documents_insufficient"


class Retry(StrEnum):
    """Whether trying again can help."""

    NO = "no"  #: not with this card or these documents
    SAME = "same"  #: the same challenge may be answered again
    NEW = "new"  #: with a fresh challenge


_BY_PREFIX: tuple[tuple[str, ReasonClass], ...] = (
    ("CHALLENGE_", ReasonClass.START_AGAIN),
    ("SIG_", ReasonClass.SIGNATURE_UNCONFIRMED),
    ("CERT_", ReasonClass.CERTIFICATE_UNUSABLE),
    ("REV_", ReasonClass.OUR_SIDE),
    ("COUNTER_", ReasonClass.DOCUMENTS_INSUFFICIENT),
)

_BY_CODE: Mapping[ReasonCode, ReasonClass] = {
    ReasonCode.CERT_WRONG_PURPOSE: ReasonClass.CERTIFICATE_WRONG_KIND,
    ReasonCode.CERT_NOT_YET_VALID: ReasonClass.CERTIFICATE_NOT_YET_VALID,
    ReasonCode.CERT_EXPIRED: ReasonClass.CERTIFICATE_EXPIRED,
    ReasonCode.REV_REVOKED: ReasonClass.CERTIFICATE_REVOKED,
    ReasonCode.REV_UNAVAILABLE: ReasonClass.REVOCATION_PENDING,
    ReasonCode.REV_STALE: ReasonClass.REVOCATION_PENDING,
    ReasonCode.MATCH_NAME: ReasonClass.NAME_DIFFERS,
    ReasonCode.MATCH_BIRTHDATE: ReasonClass.BIRTH_DATE_DIFFERS,
    ReasonCode.MATCH_ADDRESS: ReasonClass.STAFF_REVIEW,
    ReasonCode.MATCH_NEEDS_REVIEW: ReasonClass.STAFF_REVIEW,
    ReasonCode.CONTACT_CODE_WRONG: ReasonClass.CODE_WRONG,
    ReasonCode.CONTACT_CODE_EXPIRED: ReasonClass.CODE_EXPIRED,
    ReasonCode.CONTACT_CODE_TRIES_SPENT: ReasonClass.CODE_TRIES_SPENT,
}

_RETRY: Mapping[ReasonClass, Retry] = {
    ReasonClass.CERTIFICATE_UNUSABLE: Retry.NO,
    ReasonClass.CERTIFICATE_NOT_YET_VALID: Retry.NO,
    ReasonClass.CERTIFICATE_EXPIRED: Retry.NO,
    ReasonClass.CERTIFICATE_REVOKED: Retry.NO,
    ReasonClass.CODE_WRONG: Retry.SAME,
    ReasonClass.DOCUMENTS_INSUFFICIENT: Retry.SAME,
}


def class_of(code: ReasonCode) -> ReasonClass:
    """Return what kind of problem a code is; several codes share one message."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    return next(kind for prefix, kind in _BY_PREFIX if code.startswith(prefix))


def message_key(code: ReasonCode) -> str:
    """Return the key of the message for people, in the shell's text catalogue."""
    return f"identity.reason.{class_of(code)}"


def retry_for(code: ReasonCode) -> Retry:
    """Return whether trying again can help; a fresh challenge is the rule."""
    return _RETRY.get(class_of(code), Retry.NEW)
