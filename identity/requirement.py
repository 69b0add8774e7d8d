"""How a procedure wants to know who files it, and why it may ask."""

from dataclasses import dataclass
from enum import StrEnum

from identity.levels import Ial


class Requires(StrEnum):
    """The means a procedure asks for."""

    NONE = "none"  #: group 1 本人確認不要型: a typed name is enough
    SIGNATURE = "signature"  #: group 2: an electronic signature over the filing
    AT_VISIT = "at_visit"  #: identity documents are shown when the person comes


class Reason(StrEnum):
    """Why a procedure of group 2 本人確認必要型 may ask; one of these has to be named."""

    LAW = "law"
    OWN_SIGNATURE_OR_SEAL = "own_signature_or_seal"
    IDENTITY_DOCUMENT = "identity_document"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRequirement:
    """What a published version asks.  Raises ValueError for a demand without a reason."""

    requires: Requires = Requires.NONE
    reason: Reason | None = None
    ial: Ial = Ial.NONE  #: the least assurance that satisfies it
    providers: frozenset[str] = frozenset()  #: names of the providers it accepts

    def __post_init__(self) -> None:
        if self.requires is Requires.SIGNATURE and self.reason is None:
            raise ValueError("a signature is asked for without a reason")
        if self.requires is Requires.SIGNATURE and not self.providers:
            raise ValueError("a signature is asked for, but no provider is accepted")

    def satisfied_by(self, provider: str, ial: Ial) -> bool:
        """Say whether a check by this provider at this level is what the procedure asks for."""
        if self.requires is not Requires.SIGNATURE:
            return True
        return provider in self.providers and ial >= self.ial
