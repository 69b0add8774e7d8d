"""The collected facts about procedures, and how our definitions stand for them."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Facts = Mapping[str, Any]

EIGHT = (
    "juminhyo",
    "koseki-shomei",
    "yokaigo-shinki",
    "jido-teate-nintei",
    "shisetsu-shiyo",
    "sodai-gomi",
    "tennyu-jizen",
    "public-comment",
)

_ADDRESS_PARTS = ("postal_code", "pref_city", "town", "block", "building")
_ACCOUNT_PARTS = (
    "bank_name",
    "bank_code",
    "branch_name",
    "branch_code",
    "account_type",
    "account_no",
    "account_holder_kana",
)

#: Procedure → our composite field → the prefix of the flat fields it stands for.
ADDRESSES: Mapping[str, Mapping[str, str]] = {
    "juminhyo": {"applicant_address": "applicant"},
    "koseki-shomei": {"applicant_address": "applicant"},
    "yokaigo-shinki": {"insured_address": "insured"},
    "jido-teate-nintei": {"claimant_address": "claimant"},
    "shisetsu-shiyo": {"applicant_address": "applicant"},
    "sodai-gomi": {"applicant_address": "applicant", "pickup_address": "pickup"},
    "tennyu-jizen": {"old_address": "old", "new_address": "new"},
    "public-comment": {},
}
ACCOUNTS: Mapping[str, Mapping[str, str]] = {"jido-teate-nintei": {"payee_account": "payee"}}

#: Collected type → ours, where they differ.
TYPES: Mapping[str, str] = {
    "name_kanji": "name",
    "name_kana": "kana",
    "date_wareki": "date",
    "select_remote": "select",
    "select_or_text": "select",
    "money_yen": "money",
}
#: A field whose own type says more than the collected one.
SPECIAL_TYPES: Mapping[tuple[str, str], str] = {
    ("shisetsu-shiyo", "corp_number"): "corporate_number"
}

#: Procedure → name of an attachment → the file field that asks for it.
ATTACHMENTS: Mapping[str, Mapping[str, str]] = {
    "koseki-shomei": {
        "関係を確認できる戸籍の写し": "relation_proof",
        "疎明資料": "supporting_documents",
    },
    "yokaigo-shinki": {
        "介護保険被保険者証（原本）": "insurance_card",
        "医療保険の資格がわかるものの写し": "medical_insurance_proof",
        "委任状等 代理権の確認書類": "power_of_attorney",
    },
    "jido-teate-nintei": {
        "請求者の健康保険の資格がわかるもの": "health_insurance_proof",
        "別居監護申立書": "custody_apart_statement",
        "監護相当・生計費の負担についての確認書": "older_support_confirmation",
        "口座確認書類（通帳等）": "account_proof",
    },
    "shisetsu-shiyo": {"減免を証する書類": "reduction_proof"},
    "public-comment": {"意見書ファイル": "opinion_file"},
}


@cache
def procedures() -> Mapping[str, Facts]:
    path = Path(__file__).parents[2] / "data" / "procedures.json"
    return {each["id"]: each for each in json.loads(path.read_text("utf-8"))["procedures"]}


def merged(procedure: str) -> Mapping[str, str]:
    """Flat key → our composite field."""
    addresses = ADDRESSES[procedure].items()
    accounts = ACCOUNTS.get(procedure, {}).items()
    return {
        f"{prefix}_{part}": key
        for parts, fields in ((_ADDRESS_PARTS, addresses), (_ACCOUNT_PARTS, accounts))
        for key, prefix in fields
        for part in parts
    }


def all_fields(procedure: str) -> Iterator[Facts]:
    """Every collected field, those of rows too; the number that is never asked is left out."""
    for field in procedures()[procedure]["fields"]:
        if field["type"] != "my_number":
            yield field
            yield from field.get("fields", ())


def plain_fields(procedure: str) -> Iterator[Facts]:
    """The fields that one of ours stands for alone."""
    composite = merged(procedure)
    return (field for field in all_fields(procedure) if field["key"] not in composite)


def expected_type(procedure: str, field: Facts) -> str:
    special = SPECIAL_TYPES.get((procedure, field["key"]))
    return special or TYPES.get(field["type"], field["type"].removesuffix("(repeat)"))


def shown(condition: Facts | None, answers: Mapping[str, object]) -> bool:
    """Judge a collected condition."""
    if condition is None:
        return True
    if "any" in condition:
        return any(shown(each, answers) for each in condition["any"])
    answer = answers.get(condition["field"])
    if condition["op"] == "eq":
        return bool(answer == condition["value"])
    if condition["op"] == "in":
        return answer in condition["value"]
    raise ValueError(condition["op"])


def fields_of(condition: Facts) -> frozenset[str]:
    if "any" in condition:
        return frozenset().union(*(fields_of(each) for each in condition["any"]))
    return frozenset({condition["field"]})
