"""A card without a chip: two keys, two PINs, try counters and the status words of a real one."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding

from identity.anchors import CertificatePurpose
from identity.errors import IdentityError

MAX_TRIES: Mapping[CertificatePurpose, int] = {
    CertificatePurpose.SIGN: 5,
    CertificatePurpose.AUTHENTICATE: 3,
}
PIN_FORMS: Mapping[CertificatePurpose, re.Pattern[str]] = {
    CertificatePurpose.SIGN: re.compile(r"[A-Z0-9]{6,16}", re.ASCII),
    CertificatePurpose.AUTHENTICATE: re.compile(r"[0-9]{4}", re.ASCII),
}

WRONG_PIN = 0x63C0  #: the last digit says how many tries are left
PIN_LOCKED = 0x6984
PIN_NEEDED = 0x6982
WRONG_DATA = 0x6A80
NOT_FOUND = 0x6A82


class CardError(IdentityError):
    """The card refuses.  `status_word` is what a real card answers (ISO 7816-4)."""

    def __init__(self, status_word: int, tries_left: int) -> None:
        super().__init__(f"{status_word:04X}")
        self.status_word = status_word
        self.tries_left = tries_left


@dataclass(slots=True)
class CardApplication:
    """One of the two halves of the card: a key, its certificate, its PIN and tries left."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    pin: str
    tries_left: int


@dataclass(slots=True)
class VirtualCard:
    """Counts wrong PINs for good, like a chip; an opened half stays open until eject()."""

    applications: dict[CertificatePurpose, CardApplication]
    _opened: set[CertificatePurpose] = field(default_factory=set)

    def tries_left(self, purpose: CertificatePurpose) -> int:
        return self._find(purpose).tries_left

    def verify_pin(self, purpose: CertificatePurpose, pin: str) -> None:
        """Open one half.  Letters are folded to capitals.

        Raises CardError: 63Cx with the tries left, 6984 when locked, 6A80 for a PIN that cannot
        be one and is therefore not counted.
        """
        application = self._find(purpose)
        if application.tries_left == 0:
            raise CardError(PIN_LOCKED, 0)
        typed = pin.upper()
        if not PIN_FORMS[purpose].fullmatch(typed):
            raise CardError(WRONG_DATA, application.tries_left)
        if not hmac.compare_digest(typed, application.pin):
            application.tries_left -= 1
            self._opened.discard(purpose)
            raise CardError(WRONG_PIN | application.tries_left, application.tries_left)
        application.tries_left = MAX_TRIES[purpose]
        self._opened.add(purpose)

    def certificate(self, purpose: CertificatePurpose) -> bytes:
        """Return the DER.  The one for signing holds personal data and needs its PIN."""
        application = self._find(purpose)
        if purpose is CertificatePurpose.SIGN:
            self._require_open(purpose)
        return application.certificate.public_bytes(Encoding.DER)

    def sign(self, purpose: CertificatePurpose, sha256: bytes) -> bytes:
        """Return the PKCS#1 v1.5 signature over the DigestInfo of a SHA-256 hash."""
        application = self._find(purpose)
        self._require_open(purpose)
        return application.key.sign(sha256, padding.PKCS1v15(), Prehashed(hashes.SHA256()))

    def eject(self) -> None:
        self._opened.clear()

    def _find(self, purpose: CertificatePurpose) -> CardApplication:
        try:
            return self.applications[purpose]
        except KeyError:
            raise CardError(NOT_FOUND, 0) from None

    def _require_open(self, purpose: CertificatePurpose) -> None:
        if purpose not in self._opened:
            raise CardError(PIN_NEEDED, self.tries_left(purpose))
