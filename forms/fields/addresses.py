"""Japanese addresses in parts."""

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar

import marshmallow as ma

from forms.characters import HYPHENS, half_width, trimmed
from forms.context import Context, Lookups
from forms.definition import Field
from forms.fields.contacts import postal_digits, show_postal_code
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Hints,
    Inputs,
    Shape,
    Shown,
    as_parts,
    read_parts,
    register,
)
from forms.fields.texts import common_problems, warnings_about
from forms.text import LocalText
from forms.values import Typed, Value

#: A part of its own for an address from a card that cannot be split.
WHOLE = "whole"

# fmt: off
PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県",
    "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
    "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
    "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)
# fmt: on

PART_LABELS: Mapping[str, LocalText] = {
    "postal_code": LocalText("郵便番号", "Postal code", "郵便番号《ゆうびんばんごう》"),
    "prefecture": LocalText("都道府県", "Prefecture", "都道府県《とどうふけん》"),
    "city": LocalText("市区町村", "City, ward, town or village", "市区町村《しくちょうそん》"),
    "town": LocalText("町名・大字", "Town or district", "町《まち》の名前《なまえ》"),
    "block": LocalText("番地", "Block and number", "番地《ばんち》"),
    "building": LocalText(
        "建物名・部屋番号",
        "Building and room",
        "建物《たてもの》の名前《なまえ》・部屋《へや》の番号《ばんごう》",
    ),
}
_MAX_LENGTHS = {"prefecture": 4, "city": 40, "town": 60, "block": 40, "building": 80, WHOLE: 200}
_HYPHEN_BETWEEN_DIGITS = re.compile(f"(?<=[0-9])[{re.escape(HYPHENS)}](?=[0-9])")


class AddressSettings(ma.Schema):
    #: Parts that may stay empty even where the address is required.
    optional = ma.fields.List(
        ma.fields.String(validate=ma.validate.OneOf(tuple(PART_LABELS))),
        load_default=lambda: ["building"],
    )


@register("address")
class AddressType(FieldType):
    """A postal address.  Its characters are never normalised but for block numbers."""

    value_shape = Shape.PARTS
    parts: ClassVar[tuple[str, ...]] = (*PART_LABELS,)
    settings_schema = AddressSettings
    hint = Hints(width="full")

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        return read_parts(definition, inputs, self.parts)

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        texts = {part: _tidy(part, text) for part, text in as_parts(typed).items()}
        if texts.get(WHOLE):
            names: Iterable[str] = (WHOLE,)
        else:
            names = self.parts
        problems: list[FieldProblem] = []
        for part in names:
            problems += _part_problems(part, texts.get(part, ""), definition.settings["optional"])
        value = {part: texts[part] for part in (*names, *self.parts) if texts.get(part)}
        warnings = tuple(w for text in value.values() for w in warnings_about(text))
        return Coerced(None if problems else value, tuple(problems), warnings)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        parts = value if isinstance(value, Mapping) else {}
        code = str(parts.get("postal_code", ""))
        street = "".join(
            str(parts.get(part, "")) for part in (WHOLE, "prefecture", "city", "town", "block")
        )
        lines = (show_postal_code(code) if code else "", street, str(parts.get("building", "")))
        return Shown.of_lines(line for line in lines if line)

    def export_columns(self, definition: Field) -> tuple[str, ...]:
        return (*super().export_columns(definition), f"{definition.key}.{WHOLE}")

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        whole = value.get(WHOLE, "") if isinstance(value, Mapping) else ""
        return (*super().export(definition, value), str(whole))


def _tidy(part: str, typed: str) -> str:
    text = trimmed(typed)
    if part == "postal_code":
        return postal_digits(text) or text
    if part == "block":
        return _HYPHEN_BETWEEN_DIGITS.sub("-", half_width(text))
    return text


def _part_problems(part: str, text: str, optional: list[str]) -> Iterable[FieldProblem]:
    label = PART_LABELS.get(part)
    if not text:
        if part not in optional:
            yield FieldProblem("required", {}, part, label)
    elif part == "postal_code":
        if postal_digits(text) is None:
            yield FieldProblem("postal_code_format", {}, part, label)
    elif part == "prefecture" and text not in PREFECTURES:
        yield FieldProblem("prefecture_unknown", {}, part, label)
    else:
        for problem in common_problems(text, _MAX_LENGTHS[part]):
            yield FieldProblem(problem.code, problem.params, part, label)
