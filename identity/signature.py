"""The signature algorithms we accept, and the check of one raw signature value."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from identity.errors import IdentityRejected
from identity.reasons import ReasonCode, Step


@dataclass(frozen=True, slots=True)
class RsaPkcs1:
    """RSA with PKCS#1 v1.5 over the DigestInfo of the hash (RFC 8017 section 8.2).

    A signature over the bare hash is refused: an adapter declares exactly one form, so that no
    signature made for another use can pass.
    """

    name: str
    digest: type[hashes.HashAlgorithm]
    minimum_bits: int

    def accepts_key(self, key: object) -> bool:
        return isinstance(key, rsa.RSAPublicKey) and key.key_size >= self.minimum_bits

    def made(self, signed: x509.Certificate | x509.CertificateRevocationList) -> bool:
        """Say whether the certificate or list was signed with this algorithm."""
        is_pkcs1 = signed.signature_algorithm_oid.dotted_string.startswith("1.2.840.113549.1.1.")
        return is_pkcs1 and isinstance(signed.signature_hash_algorithm, self.digest)

    def check(self, key: object, signature: bytes, content: bytes) -> None:
        """Raise IdentityRejected unless the key made the signature over the content."""
        if not isinstance(key, rsa.RSAPublicKey):
            raise IdentityRejected(ReasonCode.SIG_ALGORITHM_NOT_ALLOWED, Step.SIGNATURE)
        if len(signature) != (key.key_size + 7) // 8:
            raise IdentityRejected(
                ReasonCode.SIG_VALUE_LENGTH, Step.SIGNATURE, f"{len(signature)} bytes"
            )
        try:
            key.verify(signature, content, padding.PKCS1v15(), self.digest())
        except InvalidSignature:
            raise IdentityRejected(ReasonCode.SIG_VALUE_INVALID, Step.SIGNATURE) from None


# The next card (planned for fiscal 2028) brings P-384 with SHA-384: one more entry here.
ALGORITHMS: Mapping[str, RsaPkcs1] = {
    "rsa-pkcs1v15-sha256": RsaPkcs1("rsa-pkcs1v15-sha256", hashes.SHA256, minimum_bits=2048),
}
