"""基本4情報: the name, birth date, sex and address inside a certificate for signing."""

import re
from dataclasses import dataclass
from datetime import date

from asn1crypto import core
from cryptography import x509
from cryptography.x509.oid import ObjectIdentifier

from identity.errors import IdentityRejected
from identity.reasons import ReasonCode, Step

_ARC = "1.2.392.200149.8.5.5"
NAME = ObjectIdentifier(f"{_ARC}.1")
NAME_SUBSTITUTES = ObjectIdentifier(f"{_ARC}.2")
SEX = ObjectIdentifier(f"{_ARC}.3")
BIRTH_DATE = ObjectIdentifier(f"{_ARC}.4")
ADDRESS = ObjectIdentifier(f"{_ARC}.5")
ADDRESS_SUBSTITUTES = ObjectIdentifier(f"{_ARC}.6")
HOLDER_OIDS = frozenset({NAME, NAME_SUBSTITUTES, SEX, BIRTH_DATE, ADDRESS, ADDRESS_SUBSTITUTES})

#: First day of each era, newest first, with the digit the certificate uses for it.
ERAS = (
    ("5", date(2019, 5, 1)),  # 令和
    ("4", date(1989, 1, 8)),  # 平成
    ("3", date(1926, 12, 25)),  # 昭和
    ("2", date(1912, 7, 30)),  # 大正
    ("1", date(1868, 1, 25)),  # 明治
)
UNKNOWN_ERA = "0"

_BIRTH_DATE = re.compile(r"[0-5][0-9]{8}", re.ASCII)
_SEX_CODES = frozenset("1239")  # male, female; 3 and 9: unknown, not applicable


@dataclass(frozen=True, slots=True)
class BirthDate:
    raw: str  #: EYYYYMMDD: the era's digit and a Gregorian date
    day: date | None  #: None where year, month or day is not known; never guessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The person a certificate for signing was issued to.  代替文字 flags: 1 marks a stand-in."""

    name: str
    name_substitutes: str
    sex: str
    birth_date: BirthDate
    address: str
    address_substitutes: str


def encode_birth_date(day: date) -> str:
    """Return EYYYYMMDD; the year is Gregorian, the era's digit only stands before it."""
    era = next((digit for digit, start in ERAS if day >= start), UNKNOWN_ERA)
    return f"{era}{day:%Y%m%d}"


def decode_birth_date(raw: str) -> BirthDate:
    """Read EYYYYMMDD.  Raises ValueError if it is not nine digits with an era of 0 to 5."""
    if not _BIRTH_DATE.fullmatch(raw):
        raise ValueError("birth date is not EYYYYMMDD")
    try:
        return BirthDate(raw, date(int(raw[1:5]), int(raw[5:7]), int(raw[7:])))
    except ValueError:
        return BirthDate(raw, None)


def read_holder(certificate: x509.Certificate) -> Holder:
    """Read the holder's data by object identifier; their order on cards differs.

    Raises IdentityRejected when one is missing, given twice or not of its form.
    """
    try:
        return _holder(_texts(certificate))
    except (ValueError, KeyError, x509.ExtensionNotFound) as error:
        raise IdentityRejected(
            ReasonCode.CERT_ATTRIBUTES_INVALID, Step.ATTRIBUTES, type(error).__name__
        ) from error


def _texts(certificate: x509.Certificate) -> dict[ObjectIdentifier, str]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    found: dict[ObjectIdentifier, str] = {}
    for name in names:
        if not isinstance(name, x509.OtherName) or name.type_id not in HOLDER_OIDS:
            continue
        if name.type_id in found:
            raise ValueError("given twice")
        found[name.type_id] = str(core.UTF8String.load(name.value, strict=True).native)
    return found


def _holder(texts: dict[ObjectIdentifier, str]) -> Holder:
    if texts[SEX] not in _SEX_CODES:
        raise ValueError("unknown code for sex")
    _check_flags(texts[NAME], texts[NAME_SUBSTITUTES])
    _check_flags(texts[ADDRESS], texts[ADDRESS_SUBSTITUTES])
    return Holder(
        name=texts[NAME],
        name_substitutes=texts[NAME_SUBSTITUTES],
        sex=texts[SEX],
        birth_date=decode_birth_date(texts[BIRTH_DATE]),
        address=texts[ADDRESS],
        address_substitutes=texts[ADDRESS_SUBSTITUTES],
    )


def _check_flags(text: str, flags: str) -> None:
    if not text or len(text) != len(flags) or set(flags) - {"0", "1"}:
        raise ValueError("flags do not line up with the text")
