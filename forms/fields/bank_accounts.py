"""Bank accounts to which a municipality pays."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from forms.characters import fold_number, trimmed, without
from forms.context import Context, Lookups
from forms.definition import Field
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Inputs,
    Shape,
    Shown,
    as_parts,
    read_parts,
    register,
)
from forms.fields.texts import common_problems
from forms.kana import is_bank_kana, to_bank_kana
from forms.text import LocalText
from forms.values import Typed, Value

ACCOUNT_TYPES: Mapping[str, LocalText] = {
    "futsu": LocalText("普通", "Ordinary", "普通《ふつう》"),
    "toza": LocalText("当座", "Current", "当座《とうざ》"),
    "other": LocalText("その他", "Other", "その他《ほか》"),
}
_MAX_NAME_LENGTH = 40
#: As long as banks keep the holder of an account; a transfer itself carries the first 30.
_MAX_HOLDER_LENGTH = 48


def _digits(text: str) -> str:
    return without(fold_number(text), "- ")


def _account_number(text: str) -> str:
    digits = _digits(text)
    return digits.zfill(7) if digits.isascii() and digits.isdigit() else digits


def _matches(pattern: str, code: str) -> Callable[[str], Iterable[FieldProblem]]:
    def check(text: str) -> Iterable[FieldProblem]:
        if not re.fullmatch(pattern, text):
            yield FieldProblem(code)

    return check


def _is_name(text: str) -> Iterable[FieldProblem]:
    return common_problems(text, _MAX_NAME_LENGTH)


def _is_holder(text: str) -> Iterable[FieldProblem]:
    if not is_bank_kana(text):
        yield FieldProblem("bank_kana_format")
    elif len(text) > _MAX_HOLDER_LENGTH:
        yield FieldProblem("too_long", {"max": _MAX_HOLDER_LENGTH, "length": len(text)})


@dataclass(frozen=True, slots=True)
class _Part:
    """How one part is stored, and what can be wrong with it then."""

    label: LocalText
    tidy: Callable[[str], str]
    check: Callable[[str], Iterable[FieldProblem]]
    required: bool = True


_PARTS: Mapping[str, _Part] = {
    "bank_name": _Part(
        LocalText("金融機関名", "Bank", "銀行《ぎんこう》の名前《なまえ》"), trimmed, _is_name
    ),
    "bank_code": _Part(
        LocalText("金融機関コード", "Bank code", "銀行《ぎんこう》の番号《ばんごう》"),
        _digits,
        _matches("[0-9]{4}", "bank_code_format"),
        required=False,
    ),
    "branch_name": _Part(
        LocalText("支店名", "Branch", "支店《してん》の名前《なまえ》"), trimmed, _is_name
    ),
    "branch_code": _Part(
        LocalText("支店コード", "Branch code", "支店《してん》の番号《ばんごう》"),
        _digits,
        _matches("[0-9]{3}", "branch_code_format"),
        required=False,
    ),
    "account_type": _Part(
        LocalText("預金種別", "Type of account", "口座《こうざ》の種類《しゅるい》"),
        str.strip,
        _matches("|".join(ACCOUNT_TYPES), "account_type_unknown"),
    ),
    "account_number": _Part(
        LocalText("口座番号", "Account number", "口座《こうざ》の番号《ばんごう》"),
        _account_number,
        _matches("[0-9]{7}", "account_number_format"),
    ),
    "holder_kana": _Part(
        LocalText(
            "口座名義（カナ）",
            "Account holder in kana",
            "口座《こうざ》の名前《なまえ》（カタカナ）",
        ),
        to_bank_kana,
        _is_holder,
    ),
}


@register("bank_account")
class BankAccountType(FieldType):
    """An account as transfer files need it: number of 7 digits, holder in 全銀 characters."""

    value_shape = Shape.PARTS
    parts = tuple(_PARTS)

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        return read_parts(definition, inputs, self.parts)

    def is_empty(self, typed: Typed) -> bool:
        """A type of account alone says nothing: one is chosen before anything is typed."""
        parts = as_parts(typed)
        return not any(text.strip() for name, text in parts.items() if name != "account_type")

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        texts = {name: trimmed(text) for name, text in as_parts(typed).items() if name in _PARTS}
        value = {name: _PARTS[name].tidy(text) for name, text in texts.items() if text}
        problems = tuple(
            FieldProblem(problem.code, problem.params, name, part.label)
            for name, part in _PARTS.items()
            for problem in _part_problems(part, value.get(name, ""))
        )
        return Coerced(None if problems else value, problems)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        parts = (
            {name: str(text) for name, text in value.items()} if isinstance(value, Mapping) else {}
        )
        kind = ACCOUNT_TYPES[parts["account_type"]].plain(locale)
        bank = _with_code(parts["bank_name"], parts.get("bank_code"))
        branch = _with_code(parts["branch_name"], parts.get("branch_code"))
        number = f"{kind} {parts['account_number']}"
        return Shown.of_lines((f"{bank} {branch}", number, parts["holder_kana"]))


def _with_code(name: str, code: str | None) -> str:
    return f"{name}（{code}）" if code else name


def _part_problems(part: _Part, text: str) -> Iterable[FieldProblem]:
    if text:
        return part.check(text)
    return (FieldProblem("required"),) if part.required else ()
