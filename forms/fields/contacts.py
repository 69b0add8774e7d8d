"""Ways to reach somebody, and the number of a company."""

import re

import email_validator

from forms.characters import fold_number, forbidden_character, half_width, trimmed, without
from forms.context import Context, Lookups
from forms.definition import Field
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Hints,
    Shown,
    as_text,
    refused,
    register,
)
from forms.official_numbers import contains_my_number, has_right_check_digit
from forms.values import Typed, Value

_LANDLINE = re.compile("0[0-9]{9}")
_MOBILE = re.compile("0[5-9]0[0-9]{8}")
_GROUPED = (
    (re.compile("(0120|0570|0990)([0-9]{3})([0-9]{3})"), "{}-{}-{}"),
    (re.compile("(0800)([0-9]{3})([0-9]{4})"), "{}-{}-{}"),
    (re.compile("(0[5-9]0)([0-9]{4})([0-9]{4})"), "{}-{}-{}"),
    (re.compile("(0[36])([0-9]{4})([0-9]{4})"), "{}-{}-{}"),
)
#: Carriers that once gave out addresses with dots where RFC 5321 allows none.
_OLD_STYLE = re.compile(
    r"[A-Za-z0-9._/+?-]{1,64}@(docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|[a-z0-9-]+\.vodafone\.ne\.jp)"
)
_MAX_EMAIL_LENGTH = 254


@register("tel")
class TelType(FieldType):
    """A Japanese telephone number, stored as 10 or 11 digits."""

    hint = Hints("tel", width="20")

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        text = fold_number(trimmed(as_text(typed)))
        digits = re.sub(r"^\+81(\(0\))?0?", "0", without(text, "- \t.\u3000"))
        digits = without(digits, "()")
        if _LANDLINE.fullmatch(digits) or _MOBILE.fullmatch(digits):
            return Coerced(digits)
        return refused("my_number" if contains_my_number(text) else "tel_format")

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        """With hyphens where the number says by itself where they belong."""
        digits = str(value)
        for pattern, form in _GROUPED:
            if found := pattern.fullmatch(digits):
                return Shown(form.format(*found.groups()))
        return Shown(digits)


@register("email")
class EmailType(FieldType):
    """An e-mail address.  Old mobile ones with misplaced dots are taken with a warning."""

    hint = Hints("email", width="full")

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        text = re.sub(r"\s", "", half_width(trimmed(as_text(typed))))
        if forbidden_character(text) or len(text) > _MAX_EMAIL_LENGTH:
            return refused("email_format")
        try:
            email_validator.validate_email(text, check_deliverability=False, allow_smtputf8=False)
        except email_validator.EmailNotValidError:
            if not _OLD_STYLE.fullmatch(text):
                return refused("email_format")
            return Coerced(text, warnings=(FieldProblem("email_old_style"),))
        return Coerced(text)


@register("postal_code")
class PostalCodeType(FieldType):
    """A postal code, stored as 7 digits."""

    hint = Hints("numeric", width="10")

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        digits = postal_digits(as_text(typed))
        if digits is None:
            wrong = contains_my_number(as_text(typed))
            return refused("my_number" if wrong else "postal_code_format")
        return Coerced(digits)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        return Shown(show_postal_code(str(value)))


@register("corporate_number")
class CorporateNumberType(FieldType):
    """法人番号: 13 digits, the first of which checks the others."""

    hint = Hints("numeric", width="20")

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        digits = without(fold_number(trimmed(as_text(typed))), "- ")
        if contains_my_number(digits):
            return refused("my_number")
        if not re.fullmatch("[0-9]{13}", digits):
            return refused("corporate_number_format")
        if not has_right_check_digit(digits):
            return refused("corporate_number_check_digit")
        return Coerced(digits)


def postal_digits(typed: str) -> str | None:
    """The seven digits of a postal code, however it was typed; None if it is none."""
    digits = without(fold_number(trimmed(typed)), "〒- ")
    return digits if re.fullmatch("[0-9]{7}", digits) else None


def show_postal_code(digits: str) -> str:
    return f"〒{digits[:3]}-{digits[3:]}"
