"""Fills in any form as a person would: every question rightly, or one of them wrongly."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import regex

from forms.answers import Context, Evaluation, Lookups, evaluate_form, read_page
from forms.conditions import Expression, holds, variables
from forms.definition import Field, FormDefinition
from forms.fields import field_type
from forms.fields.choices import choices_of
from forms.wareki import era_on
from tests.support.lookups import NOWHERE

FormData = dict[str, list[str]]

_ADDRESS = {
    "postal_code": "〒９６３－８６０１",
    "prefecture": "福島県",
    "city": "郡山市",
    "town": "朝日一丁目",
    "block": "２３－７",
    "building": "開成ハイツ１０１号室",
}
_ACCOUNT = {
    "bank_name": "安積銀行",
    "bank_code": "0123",
    "branch_name": "本店",
    "branch_code": "001",
    "account_type": "futsu",
    "account_number": "12345",
    "holder_kana": "こおりやま　たろう",
}
_PATTERN_EXAMPLES = (*("1234567890123"[:length] for length in range(1, 14)), "0123456789", "A1")
_SIMPLE = {
    "name": "郡山　太郎",
    "kana": "こおりやま　たろう",
    "tel": "０２４－９２４－２５９１",
    "email": "taro@example.jp",
    "postal_code": "963-8601",
    "corporate_number": "6000020272299",
    "textarea": "一行目です。\r\n二行目です。",
}
_BAD: Mapping[str, tuple[str, str]] = {
    "name": ("", "12345"),
    "kana": ("", "漢字"),
    "tel": ("", "123"),
    "email": ("", "taro@"),
    "postal_code": ("", "12"),
    "corporate_number": ("", "1234567890123"),
    "integer": ("", "たくさん"),
    "money": ("", "一万"),
    "radio": ("", "nonsense"),
    "select": ("", "nonsense"),
    "checkbox_group": ("", "nonsense"),
    "appointment": ("", NOWHERE),
    "date": (".month", "13"),
    "year_month": (".month", "13"),
    "address": (".prefecture", "どこか県"),
    "bank_account": (".account_number", "123456789"),
}


@dataclass(frozen=True, slots=True)
class BadInput:
    """A whole form that is right but for one input; the problem is expected at `path`."""

    path: str
    form_data: FormData


def valid_form_data(
    form: FormDefinition,
    lookups: Lookups,
    today: date,
    overrides: Mapping[str, Sequence[str]] | None = None,
) -> FormData:
    """Inputs for every visible question, in page order, as a browser posts them.

    `overrides` are values by the name of an input, `items.0.item_qty` in rows; a question with
    any is answered with them alone.
    Files are not among the inputs: see `visible_files`.
    """
    data: FormData = {}
    for field in form.fields():
        for path, asked in _asked(field):
            visible = _judge(form, data, lookups, today).visible
            # The first question of a row comes before there is a row to be visible in.
            if path in visible or (asked.visible_if is None and field.key in visible):
                data |= _chosen(overrides or {}, path) or _example(asked, path, lookups, today)
    return data


def visible_files(
    form: FormDefinition, form_data: FormData, lookups: Lookups, today: date
) -> list[Field]:
    """The fields of a filled form that want files."""
    visible = _judge(form, form_data, lookups, today).visible
    return [field for field in form.fields() if field.type == "file" and field.key in visible]


def bad_inputs(
    form: FormDefinition,
    lookups: Lookups,
    today: date,
    overrides: Mapping[str, Sequence[str]] | None = None,
) -> list[BadInput]:
    """For every question that can be answered wrongly, a form with a wrong answer to it."""
    fixed = dict(overrides or {})
    found = []
    for field in form.fields():
        for path, asked in _asked(field):
            data = valid_form_data(form, lookups, today, fixed | _reveal(form, asked, field))
            found += [
                BadInput(path + part, data | change) for part, change in _spoil(asked, path, data)
            ]
    return found


def _judge(form: FormDefinition, data: FormData, lookups: Lookups, today: date) -> Evaluation:
    return evaluate_form(form, read_page(form.fields(), data), Context(today, lookups))


def _is_typed(field: Field) -> bool:
    return field_type(field.type).has_answer and not field.read_only and field.type != "file"


def _belongs(name: str, key: str) -> bool:
    return name == key or name.startswith(f"{key}.")


def _asked(field: Field) -> Iterator[tuple[str, Field]]:
    """A question somebody types the answer to; of a group, those of as many rows as it needs."""
    if not field.fields:
        rows = [(field.key, field)]
    else:
        rows = [
            (f"{field.key}.{index}.{child.key}", child)
            for index in range(max(1, field.settings["min"]))
            for child in field.fields
        ]
    yield from ((path, each) for path, each in rows if _is_typed(each))


def _chosen(overrides: Mapping[str, Sequence[str]], path: str) -> FormData:
    return {name: list(values) for name, values in overrides.items() if _belongs(name, path)}


def _example(field: Field, path: str, lookups: Lookups, today: date) -> FormData:
    if field.type in _SIMPLE:
        return {path: [_SIMPLE[field.type]]}
    make = _EXAMPLES[field.type]
    return {f"{path}{part}": [text] for part, text in make(field, lookups, today).items()}


def _text(field: Field, _lookups: Lookups, _today: date) -> dict[str, str]:
    pattern = field.settings["pattern"]
    if pattern is None:
        return {"": "12345" if field.settings["normalize"] == "digits" else "例の文"}
    return {"": next(text for text in _PATTERN_EXAMPLES if regex.fullmatch(pattern, text))}


def _number(field: Field, _lookups: Lookups, _today: date) -> dict[str, str]:
    return {"": str(max(field.settings["min"], min(1, field.settings["max"])))}


def _choice(field: Field, lookups: Lookups, _today: date) -> dict[str, str]:
    return {"": choices_of(field, lookups)[0].value}


def _day(field: Field, _lookups: Lookups, today: date) -> dict[str, str]:
    settings = field.settings
    if settings["min_days_ahead"] is not None or settings["max_days_ahead"] is not None:
        day = today + timedelta(days=settings["min_days_ahead"] or 0)
    else:
        day = max(today - timedelta(days=1), settings["min"] or date.min)
    return _date_parts(day, settings["style"]) | {".day": str(day.day)}


def _month(field: Field, _lookups: Lookups, today: date) -> dict[str, str]:
    return _date_parts(today, field.settings["style"])


def _date_parts(day: date, style: str) -> dict[str, str]:
    era = era_on(day) if style == "wareki" else None
    if era is None:
        return {".year": str(day.year), ".month": str(day.month)}
    year = day.year - era.first_day.year + 1
    return {".era": era.code, ".year": str(year), ".month": str(day.month)}


def _parts(texts: Mapping[str, str]) -> Callable[[Field, Lookups, date], dict[str, str]]:
    return lambda _field, _lookups, _today: {f".{part}": text for part, text in texts.items()}


_EXAMPLES: Mapping[str, Callable[[Field, Lookups, date], dict[str, str]]] = {
    "text": _text,
    "integer": _number,
    "money": _number,
    "radio": _choice,
    "select": _choice,
    "checkbox_group": _choice,
    "checkbox": lambda _field, _lookups, _today: {"": "yes"},
    "date": _day,
    "year_month": _month,
    "address": _parts(_ADDRESS),
    "bank_account": _parts(_ACCOUNT),
    "appointment": lambda _field, _lookups, _today: {"": "place-1"},
}


def _spoil(field: Field, path: str, data: FormData) -> Iterator[tuple[str, FormData]]:
    """The part of a field that gets a wrong input, and that input."""
    if not _is_typed(field) or not any(_belongs(name, path) for name in data):
        return
    if field.type in {"text", "textarea"}:
        yield "", {path: ["あ" * (field.settings["max_length"] + 1)]}
    elif field.type == "checkbox" and field.settings["must_be_true"]:
        yield "", {path: []}
    elif field.type in _BAD:
        part, text = _BAD[field.type]
        where = "" if field.type in {"date", "year_month"} else part
        yield where, {f"{path}{part}": [text]}


def _reveal(form: FormDefinition, asked: Field, top: Field) -> FormData:
    """Choices that make a question visible, found by trying those its conditions read."""
    paths = {each.key: path for field in form.fields() for path, each in _asked(field)}
    conditions, names = _conditions_on(form, asked, top)
    domains = {
        each.key: values
        for each in form.all_fields()
        if each.key in names and each.key in paths and (values := _values(each))
    }
    for chosen in product(*domains.values()):
        answers = dict(zip(domains, chosen, strict=True))
        if all(holds(condition, answers) for condition in conditions):
            return {paths[key]: _inputs(value) for key, value in answers.items()}
    return {}


def _conditions_on(
    form: FormDefinition, asked: Field, top: Field
) -> tuple[list[Expression], set[str]]:
    """All that has to hold for a question to be visible, and the names that this reads."""
    conditions: list[Expression] = []
    names: set[str] = set()
    waiting = [asked, top]
    while waiting:
        field = waiting.pop()
        own = [section.visible_if for section in form.sections if field in section.fields]
        for condition in (field.visible_if, *own):
            if condition is not None:
                conditions.append(condition)
                fresh = variables(condition) - names
                names |= fresh
                waiting += [each for each in form.all_fields() if each.key in fresh]
    return conditions, names


def _values(field: Field) -> list[str | bool]:
    if field.type == "checkbox":
        return [True, False]
    if field.type in {"radio", "select"} and field.settings["choices"] is not None:
        return [choice.value for choice in field.settings["choices"]]
    return []


def _inputs(value: str | bool) -> list[str]:
    if isinstance(value, bool):
        return ["yes"] if value else []
    return [value]
