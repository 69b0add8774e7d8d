"""Numbers with check digits: 個人番号, which is never stored, and 法人番号."""

import re

from stdnum.jp import cn, in_

from forms.characters import fold_number

_TWELVE_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}([- ]?)[0-9]{4}\1[0-9]{4}(?![0-9])")


def contains_my_number(text: str) -> bool:
    """Whether a 個人番号 with a right check digit stands in the text.

    番号法19条 and 20条 forbid to collect or keep it here.
    """
    return any(in_.is_valid(found[0]) for found in _TWELVE_DIGITS.finditer(fold_number(text)))


def has_right_check_digit(corporate_number: str) -> bool:
    """Whether 13 digits are a 法人番号 (法人番号の指定等に関する省令2条)."""
    return bool(cn.is_valid(corporate_number))
