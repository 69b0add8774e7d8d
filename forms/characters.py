"""Characters people type in many ways and that are stored in one.

Names and addresses never go through Unicode normalisation: NFC and NFKC replace CJK
compatibility characters (神 U+FA19, 塚 U+FA10), which are part of people's names.
"""

import unicodedata

import regex

#: Everything that looks like a hyphen and is typed as one; in kana it is a long vowel.
HYPHENS = "-‐‑‒–—―−ー－ｰ"

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HYPHEN = dict.fromkeys(map(ord, HYPHENS), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u2060"), None)
#: They turn the order of what is read and can hide what is written.
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Co", "Cs"})
_MIXED_SCRIPT = regex.compile(r"\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin}")


def half_width(text: str) -> str:
    """Full-width letters, digits, signs and spaces as ASCII; nothing else changes."""
    return text.translate(_HALF_WIDTH)


def fold_number(text: str) -> str:
    """Like `half_width`, with every kind of hyphen as `-`.  For numbers and codes only."""
    return half_width(text).translate(_HYPHEN)


def without(text: str, characters: str) -> str:
    return text.translate(dict.fromkeys(map(ord, characters), None))


def trimmed(text: str) -> str:
    """Without space around and without characters of no width, with `\\n` as the only line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.translate(_INVISIBLE).strip()


def forbidden_character(text: str) -> str | None:
    """The first character no text may hold, as `U+XXXX`, or None.

    Refused are private use (外字: another machine shows another character), control and
    direction characters and lone surrogates.  Line breaks are the caller's business.
    """
    for character in text:
        category = unicodedata.category(character)
        if character != "\n" and (category in _FORBIDDEN_CATEGORIES or character in _BIDIRECTIONAL):
            return f"U+{ord(character):04X}"
    return None


#: Code points that belong to one character in any writing; more are a heap of marks.
_MARKS_OF_ONE_CHARACTER = 16


def graphemes(text: str) -> int:
    """How many characters a person sees: 葛 with its variation selector is one.

    A heap of combining marks is no character of any writing; its marks count by themselves.
    """
    found = regex.findall(r"\X", text)
    return sum(len(each) if len(each) > _MARKS_OF_ONE_CHARACTER else 1 for each in found)


def mixes_scripts(text: str) -> bool:
    """Whether Latin letters stand beside Cyrillic or Greek ones that look alike."""
    return _MIXED_SCRIPT.search(text) is not None
