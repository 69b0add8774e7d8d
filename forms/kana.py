"""Readings of names in kana, and the characters banks use for account holders."""

import re
import unicodedata

from forms.characters import HYPHENS, half_width

_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")
_LOOSE_VOICING = re.compile("[\u3041-\u30ff][\u3099\u309a]")
_HYPHEN = re.compile(f"[{re.escape(HYPHENS)}]")
_SPACES = re.compile(r"\s+")
_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_FULL_WIDTH_KANA = re.compile("[ァ-ヴヽヾー・＝\u3000A-Za-zÀ-ÖØ-öø-ɏḀ-ỹ]+")
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶヲヰヱ", "アイウエオツヤユヨワカケオイエ")
_HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF71, 0xFF9E)} | {
    "\u3099": "ﾞ",
    "\u309a": "ﾟ",
    "゛": "ﾞ",
    "゜": "ﾟ",
    "ー": "-",
    "・": ".",
}
_BANK = re.compile("[ｱ-ﾝﾞﾟA-Z0-9().\\-/ ]+")


def to_katakana(text: str) -> str:
    """Hiragana and half-width kana as full-width katakana; small letters and ー are kept.

    Every kind of hyphen becomes ー and any space one full-width space.
    """
    full = _HALF_WIDTH_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    joined = _LOOSE_VOICING.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), full)
    katakana = _HYPHEN.sub("ー", joined.translate(_KATAKANA)).replace("=", "＝")
    return _SPACES.sub("\u3000", katakana.strip())


def is_kana(text: str) -> bool:
    """Whether the text is a reading as it is stored: full-width katakana, ー, ・ and letters."""
    return _FULL_WIDTH_KANA.fullmatch(text) is not None


def to_bank_kana(text: str) -> str:
    """An account holder in the characters of the 全銀協 formats, which are half-width.

    Small kana become large, ヲ, ヰ and ヱ become オ, イ and エ, and ー becomes a hyphen, as banks
    write them.
    """
    large = to_katakana(text).translate(_LARGE)
    parts = unicodedata.normalize("NFD", large)
    half = half_width("".join(_HALF.get(character, character) for character in parts))
    return _SPACES.sub(" ", half.upper())


def is_bank_kana(text: str) -> bool:
    return _BANK.fullmatch(text) is not None
