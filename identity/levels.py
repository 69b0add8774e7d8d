"""How sure we are of a person: assurance levels in the words of the Digital Agency's guideline."""

from dataclasses import dataclass
from enum import IntEnum


class Ial(IntEnum):
    """身元確認保証レベル: how well it was checked who the person is."""

    NONE = 0
    L1 = 1
    L2 = 2
    L3 = 3


class Aal(IntEnum):
    """当人認証保証レベル: how well it was checked that the same person acts now."""

    NONE = 0
    L1 = 1
    L2 = 2
    L3 = 3


@dataclass(frozen=True, slots=True)
class Assurance:
    """The two levels a provider reaches.

    Which provider reaches what is a setting, not a rule of the code: the table of the guideline
    (DS-511) has not been checked against these defaults.
    """

    ial: Ial
    aal: Aal
