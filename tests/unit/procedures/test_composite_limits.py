"""The parts of addresses and accounts keep the limits of the flat fields they stand for."""

from datetime import date

import pytest

from app.procedures.packs import Pack
from forms.context import Context
from forms.fields import field_type
from forms.values import Typed
from tests.support.lookups import KnownFacts
from tests.unit.procedures import source

_ADDRESS: dict[str, Typed] = {
    "postal_code": "963-8601",
    "prefecture": "福島県",
    "city": "郡山市",
    "town": "朝日一丁目",
    "block": "23-7",
    "building": "開成ハイツ101号室",
}
_ACCOUNT: dict[str, Typed] = {
    "bank_name": "安積銀行",
    "branch_name": "本店",
    "account_type": "futsu",
    "account_number": "12345",
    "holder_kana": "ｺｵﾘﾔﾏ ﾀﾛｳ",
}
_PARTS_OF_ADDRESS = {"pref_city": "city", "town": "town", "block": "block", "building": "building"}
_PARTS_OF_ACCOUNT = {"bank_name": "bank_name", "branch_name": "branch_name"}
_CONTEXT = Context(date(2026, 11, 20), KnownFacts())


def _collected(procedure: str, key: str) -> source.Facts:
    return next(each for each in source.all_fields(procedure) if each["key"] == key)


def _problems(pack: Pack, procedure: str, key: str, typed: dict[str, Typed]) -> set[str]:
    field = pack.procedures[procedure].content.form.field(key)
    coerced = field_type(field.type).coerce(field, typed, _CONTEXT)
    return {problem.part for problem in coerced.problems}


@pytest.mark.parametrize(
    ("procedure", "key", "prefix"),
    [(each, *pair) for each in source.EIGHT for pair in source.ADDRESSES[each].items()],
)
def test_parts_of_an_address_are_as_long_as_collected(
    pack: Pack, procedure: str, key: str, prefix: str
) -> None:
    for flat, part in _PARTS_OF_ADDRESS.items():
        longest = _collected(procedure, f"{prefix}_{flat}")["validation"]["max_length"]
        assert _problems(pack, procedure, key, _ADDRESS | {part: "字" * longest}) == set()
        assert _problems(pack, procedure, key, _ADDRESS | {part: "字" * (longest + 1)}) == {part}


def test_only_the_building_of_an_address_may_be_missing(pack: Pack) -> None:
    for part in _ADDRESS:
        missing = _problems(pack, "juminhyo", "applicant_address", _ADDRESS | {part: ""})
        assert missing == (set() if part == "building" else {part})


def test_names_of_a_bank_are_as_long_as_collected(pack: Pack) -> None:
    for flat, part in _PARTS_OF_ACCOUNT.items():
        longest = _collected("jido-teate-nintei", f"payee_{flat}")["validation"]["max_length"]
        for length, wrong in ((longest, set()), (longest + 1, {part})):
            typed = _ACCOUNT | {part: "行" * length}
            assert _problems(pack, "jido-teate-nintei", "payee_account", typed) == wrong


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("bank_code", "0123", "123"),
        ("branch_code", "001", "01"),
        ("account_number", "1", "12345678"),
        ("account_type", "toza", "savings"),
        ("holder_kana", "ｶ)ﾏﾄﾞｸﾞﾁ", "窓口"),
    ],
)
def test_numbers_and_holder_of_an_account_are_checked_as_collected(
    pack: Pack, part: str, right: str, wrong: str
) -> None:
    for text, problems in ((right, set()), (wrong, {part})):
        typed = _ACCOUNT | {part: text}
        assert _problems(pack, "jido-teate-nintei", "payee_account", typed) == problems


def test_account_types_are_those_collected(pack: Pack) -> None:
    options = _collected("jido-teate-nintei", "payee_account_type")["options"]
    for option in options:
        typed = _ACCOUNT | {"account_type": option["value"]}
        assert _problems(pack, "jido-teate-nintei", "payee_account", typed) == set()


def test_an_account_number_is_filled_up_with_zeros(pack: Pack) -> None:
    field = pack.procedures["jido-teate-nintei"].content.form.field("payee_account")
    value = field_type(field.type).coerce(field, _ACCOUNT, _CONTEXT).value
    assert isinstance(value, dict)
    assert value["account_number"] == "0012345"
