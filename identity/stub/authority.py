"""The stub's two authorities and the cards they hand out, as one thing that can be saved."""

import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from asn1crypto import core
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from identity import holder
from identity.anchors import CertificatePurpose, TrustAnchor
from identity.revocation import list_file_name
from identity.stub.card import MAX_TRIES, CardApplication, VirtualCard
from identity.stub.issuer import CITY, POLICIES, USAGES, CertificatePlan, StubIssuer, new_key
from identity.stub.people import Condition, TestPerson, find_person

JST = timezone(timedelta(hours=9))
BIRTHDAYS_VALID = 5  #: a certificate ends on the holder's fifth birthday after it was issued
_LONG_AGO = timedelta(days=365 * 7)


class StubAuthority:
    """Everything the stub knows.  Cards are made when first asked for: keys take time."""

    def __init__(
        self,
        issuers: Mapping[CertificatePurpose, StubIssuer],
        cards: dict[str, VirtualCard] | None = None,
    ) -> None:
        self.issuers = issuers
        self._cards = cards or {}

    @classmethod
    def create(cls, now: datetime) -> "StubAuthority":
        return cls({purpose: StubIssuer.create(purpose, now) for purpose in CertificatePurpose})

    def anchors(self) -> tuple[TrustAnchor, ...]:
        return tuple(issuer.anchor() for issuer in self.issuers.values())

    def revocation_lists(self, now: datetime) -> dict[str, bytes]:
        """Return fresh lists by the file name under which a folder of lists keeps them."""
        return {
            list_file_name(issuer.anchor().fingerprint(), issuer.partition(city)): (
                issuer.revocation_list(city, now)
            )
            for issuer in self.issuers.values()
            for city in sorted({CITY, *issuer.issued.values()})
        }

    def card(self, person_key: str, now: datetime) -> VirtualCard:
        """Return the card of a test person.  Raises KeyError for an unknown person.

        A new card may be a revoked one: lists published earlier do not have it yet.
        """
        if person_key not in self._cards:
            self._cards[person_key] = self._make_card(find_person(person_key), now)
        return self._cards[person_key]

    def reset_card(self, person_key: str) -> None:
        """Forget a card: its next use makes a fresh one, as the counter would."""
        self._cards.pop(person_key, None)

    def to_bytes(self) -> bytes:
        """Return the whole state as JSON.  It holds private keys of no worth outside the stub."""
        return json.dumps(
            {
                "issuers": [_issuer_json(issuer) for issuer in self.issuers.values()],
                "cards": {
                    person: {
                        purpose.value: _application_json(application)
                        for purpose, application in card.applications.items()
                    }
                    for person, card in self._cards.items()
                },
            },
            indent=1,
        ).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "StubAuthority":
        state = json.loads(content)
        issuers = [_read_issuer(row) for row in state["issuers"]]
        cards = {person: _read_card(row) for person, row in state["cards"].items()}
        return cls({issuer.purpose: issuer for issuer in issuers}, cards)

    def _make_card(self, person: TestPerson, now: datetime) -> VirtualCard:
        issued_at = now - _LONG_AGO if person.condition is Condition.EXPIRED else now
        purposes = list(CertificatePurpose)
        if person.condition is Condition.NO_SIGNING_CERTIFICATE:
            purposes.remove(CertificatePurpose.SIGN)
        card = VirtualCard({each: self._apply(person, each, issued_at) for each in purposes})
        if person.condition is Condition.REVOKED:
            serial = card.applications[CertificatePurpose.SIGN].certificate.serial_number
            reason = x509.ReasonFlags.affiliation_changed
            self.issuers[CertificatePurpose.SIGN].revoke(serial, reason, now)
        return card

    def _apply(
        self, person: TestPerson, purpose: CertificatePurpose, issued_at: datetime
    ) -> CardApplication:
        key = new_key()
        plan = plan_certificate(person, purpose, key.public_key(), issued_at)
        is_sign = purpose is CertificatePurpose.SIGN
        locked = person.condition is Condition.LOCKED and is_sign
        return CardApplication(
            key=key,
            certificate=self.issuers[purpose].issue(plan),
            pin=person.sign_pin if is_sign else person.auth_pin,
            tries_left=0 if locked else MAX_TRIES[purpose],
        )


def plan_certificate(
    person: TestPerson, purpose: CertificatePurpose, key: rsa.RSAPublicKey, now: datetime
) -> CertificatePlan:
    """Return what a person's certificate holds when issued now."""
    return CertificatePlan(
        public_key=key,
        common_name=secrets.token_hex(11).upper() + purpose.value[0].upper(),
        not_before=now.replace(microsecond=0),
        not_after=_last_moment(person.born, now),
        usage=USAGES[purpose],
        policies=(POLICIES[purpose],),
        holder=holder_names(person) if purpose is CertificatePurpose.SIGN else (),
    )


def holder_names(person: TestPerson) -> tuple[x509.OtherName, ...]:
    """Return the six entries of a certificate for signing, in the order seen on a test card."""
    rows = (
        (holder.NAME, person.name),
        (holder.BIRTH_DATE, person.birth_date()),
        (holder.SEX, person.sex),
        (holder.ADDRESS, person.address),
        (holder.NAME_SUBSTITUTES, person.name_substitutes or "0" * len(person.name)),
        (holder.ADDRESS_SUBSTITUTES, person.address_substitutes or "0" * len(person.address)),
    )
    return tuple(x509.OtherName(oid, core.UTF8String(text).dump()) for oid, text in rows)


def _last_moment(born: date, issued_at: datetime) -> datetime:
    """Return 23:59:59 in Japan on the fifth birthday after issue.

    A holder born on 29 February ends on 28 February in other years; the rule of the real service
    for that day has not been read.
    """
    issued_on = issued_at.astimezone(JST).date()
    first = issued_on.year + (0 if _birthday(born, issued_on.year) > issued_on else 1)
    last_day = _birthday(born, first + BIRTHDAYS_VALID - 1)
    return datetime.combine(last_day, time(23, 59, 59), JST)


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _issuer_json(issuer: StubIssuer) -> dict[str, Any]:
    return {
        "purpose": issuer.purpose.value,
        "key": _key_text(issuer.key),
        "certificate": _certificate_text(issuer.certificate),
        "issued": {str(serial): city for serial, city in issuer.issued.items()},
        "revoked": {
            str(serial): {"when": when.isoformat(), "reason": reason.value}
            for serial, (when, reason) in issuer.revoked.items()
        },
    }


def _read_issuer(row: dict[str, Any]) -> StubIssuer:
    return StubIssuer(
        purpose=CertificatePurpose(row["purpose"]),
        key=_read_key(row["key"]),
        certificate=x509.load_pem_x509_certificate(row["certificate"].encode()),
        issued={int(serial): city for serial, city in row["issued"].items()},
        revoked={
            int(serial): (
                datetime.fromisoformat(entry["when"]),
                x509.ReasonFlags(entry["reason"]),
            )
            for serial, entry in row["revoked"].items()
        },
    )


def _application_json(application: CardApplication) -> dict[str, Any]:
    return {
        "key": _key_text(application.key),
        "certificate": _certificate_text(application.certificate),
        "pin": application.pin,
        "tries_left": application.tries_left,
    }


def _read_card(row: dict[str, dict[str, Any]]) -> VirtualCard:
    return VirtualCard(
        {
            CertificatePurpose(purpose): CardApplication(
                key=_read_key(each["key"]),
                certificate=x509.load_pem_x509_certificate(each["certificate"].encode()),
                pin=each["pin"],
                tries_left=each["tries_left"],
            )
            for purpose, each in row.items()
        }
    )


def _key_text(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _read_key(text: str) -> rsa.RSAPrivateKey:
    key = load_pem_private_key(text.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the stub's state holds a key that is not RSA")
    return key


def _certificate_text(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
