"""Comparing the person on the certificate with the person in the form.

A different name or birth date is refused.  A different address, or a difference that stand-in
characters (代替文字) or foreign names can explain, is for a clerk to judge: addresses are written
in many ways, and registers hold characters a card cannot.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from identity.errors import IdentityRejected
from identity.holder import Holder
from identity.reasons import ReasonCode, Step

_HYPHENS = re.compile(r"(?<=\d)[‐‑‒–—―−ーｰ-]")  # a long vowel mark inside a word stays: センター
_BLOCK_WORDS = re.compile(r"(?<=\d)(?:丁目|番地の|番地|番の|番|号の|号|の)(?=\d)")
_LAST_BLOCK_WORD = re.compile(r"(?<=\d)(?:番地|番|号)$")
# Latin letters or brackets (alias, former surname), or katakana alone: written in several ways.
_SEVERAL_SPELLINGS = re.compile(r"[A-Za-z()\[\]]|^[ァ-ヺー・]+$")


@dataclass(frozen=True, slots=True)
class ClaimedPerson:
    """Who the form says is signing; None where the form does not ask."""

    name: str | None = None
    birth_date: date | None = None
    address: str | None = None


def compare(holder: Holder, claimed: ClaimedPerson) -> tuple[ReasonCode, ...]:
    """Return what a clerk has to look at.  Raises IdentityRejected for somebody else."""
    review = {
        _compare_name(holder, claimed.name),
        _compare_birth_date(holder, claimed.birth_date),
        _compare_address(holder, claimed.address),
    }
    return tuple(sorted(code for code in review if code is not None))


def normalise_name(name: str) -> str:
    """Return the name without differences of width, case and spaces.  異体字 stay different."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def normalise_address(address: str) -> str:
    """Return the address with 丁目, 番地 and 号 written as hyphens, and without spaces."""
    text = "".join(unicodedata.normalize("NFKC", address).split())
    text = _HYPHENS.sub("-", text)
    text = _BLOCK_WORDS.sub("-", text)
    return _LAST_BLOCK_WORD.sub("", text)


def _compare_name(holder: Holder, claimed: str | None) -> ReasonCode | None:
    if claimed is None or normalise_name(holder.name) == normalise_name(claimed):
        return None
    several = _SEVERAL_SPELLINGS.search(normalise_name(holder.name))
    if several or _differs_only_at_substitutes(holder, normalise_name(claimed)):
        return ReasonCode.MATCH_NEEDS_REVIEW
    raise IdentityRejected(ReasonCode.MATCH_NAME, Step.MATCH)


def _differs_only_at_substitutes(holder: Holder, claimed: str) -> bool:
    pairs = zip(holder.name, holder.name_substitutes, strict=True)
    kept = [(normalise_name(character), flag) for character, flag in pairs]
    kept = [(character, flag) for character, flag in kept if character]
    return len(kept) == len(claimed) and all(
        flag == "1" or character == other
        for (character, flag), other in zip(kept, claimed, strict=True)
    )


def _compare_birth_date(holder: Holder, claimed: date | None) -> ReasonCode | None:
    if claimed is None or holder.birth_date.day == claimed:
        return None
    if holder.birth_date.day is None:
        return ReasonCode.MATCH_NEEDS_REVIEW
    raise IdentityRejected(ReasonCode.MATCH_BIRTHDATE, Step.MATCH)


def _compare_address(holder: Holder, claimed: str | None) -> ReasonCode | None:
    if claimed is None or normalise_address(holder.address) == normalise_address(claimed):
        return None
    return ReasonCode.MATCH_ADDRESS
