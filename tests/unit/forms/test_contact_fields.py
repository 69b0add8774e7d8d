"""Telephone numbers, e-mail, postal codes, corporate numbers, addresses and accounts."""

import pytest

from forms.answers import read_page
from forms.fields import field_type
from forms.values import Typed
from tests.support.forms import codes, coerce, field_of, form_of, judge, problems, question
from tests.support.lookups import KnownFacts

ADDRESS: dict[str, Typed] = {
    "postal_code": "〒９６３－８６０１",
    "prefecture": "福島県",
    "city": "郡山市",
    "town": "朝日一丁目",
    "block": "２３ー７",
    "building": "コーポ朝日１０１",
}
ACCOUNT: dict[str, Typed] = {
    "bank_name": "安積銀行",
    "bank_code": "０１２３",
    "branch_name": "本店",
    "branch_code": "",
    "account_type": "futsu",
    "account_number": "１２３４５",
    "holder_kana": "こおりやま　たろう",
}


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("０２４－９２４－２５９１", "0249242591"),
        ("(024) 924-2591", "0249242591"),
        ("090 1234 5678", "09012345678"),
        ("+81-90-1234-5678", "09012345678"),
        ("+81(0)24-924-2591", "0249242591"),
        ("0120-123-456", "0120123456"),
        ("0800ー123ー4567", "08001234567"),
    ],
)
def test_telephone_numbers_are_stored_as_digits(typed: str, digits: str) -> None:
    assert coerce("tel", typed).value == digits


@pytest.mark.parametrize(
    ("typed", "code"),
    [("924-2591", "tel_format"), ("電話なし", "tel_format"), ("123456789018", "my_number")],
)
def test_wrong_telephone_numbers_are_refused(typed: str, code: str) -> None:
    assert codes(coerce("tel", typed)) == [code]


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("09012345678", "090-1234-5678"),
        ("08001234567", "0800-123-4567"),
        ("0312345678", "03-1234-5678"),
        ("0120123456", "0120-123-456"),
        ("0249242591", "0249242591"),
    ],
)
def test_telephone_numbers_get_hyphens_where_these_are_certain(digits: str, shown: str) -> None:
    assert field_type("tel").display(field_of("tel"), digits, "ja", KnownFacts()).text == shown


def test_e_mail_is_taken_in_full_width_and_old_mobile_ones_with_a_warning() -> None:
    assert coerce("email", " ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ ").value == "taro@example.jp"
    old = coerce("email", "taro..k.@docomo.ne.jp")
    assert old.value == "taro..k.@docomo.ne.jp"
    assert [warning.code for warning in old.warnings] == ["email_old_style"]


@pytest.mark.parametrize(
    "typed", ["taro@", "taro..k@example.jp", "太郎", "a@b", "t\x00@example.jp", "a" * 250 + "@b.jp"]
)
def test_wrong_e_mail_addresses_are_refused(typed: str) -> None:
    assert codes(coerce("email", typed)) == ["email_format"]


def test_postal_code_is_stored_as_digits_and_shown_with_its_sign() -> None:
    assert coerce("postal_code", "〒９６３ー８６０１").value == "9638601"
    assert codes(coerce("postal_code", "963")) == ["postal_code_format"]
    shown = field_type("postal_code").display(
        field_of("postal_code"), "9638601", "ja", KnownFacts()
    )
    assert shown.text == "〒963-8601"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("5000020272299", "corporate_number_check_digit"),
        ("12345", "corporate_number_format"),
    ],
)
def test_wrong_corporate_numbers_are_refused(typed: str, code: str) -> None:
    assert codes(coerce("corporate_number", typed)) == [code]


def test_corporate_number_is_taken_with_hyphens() -> None:
    assert coerce("corporate_number", "６－０００－０２０２－７２２９９").value == "6000020272299"


def test_address_is_stored_in_parts_with_only_numbers_normalised() -> None:
    assert coerce("address", ADDRESS).value == {
        "postal_code": "9638601",
        "prefecture": "福島県",
        "city": "郡山市",
        "town": "朝日一丁目",
        "block": "23-7",
        "building": "コーポ朝日１０１",
    }


def test_each_wrong_part_of_an_address_has_its_own_problem() -> None:
    wrong = ADDRESS | {"postal_code": "1", "prefecture": "陸奥国", "city": "", "block": "外\ue000"}
    result = coerce("address", wrong)
    assert codes(result) == [
        "postal_code:postal_code_format",
        "prefecture:prefecture_unknown",
        "city:required",
        "block:forbidden_character",
    ]
    assert result.problems[2].label is not None


def test_parts_may_be_optional() -> None:
    without_town = {key: text for key, text in ADDRESS.items() if key != "town"}
    assert coerce("address", without_town, optional=["town", "building"]).problems == ()


def test_address_of_a_card_that_cannot_be_split_stays_whole() -> None:
    result = coerce("address", {"whole": "福島県郡山市朝日一丁目２３番７号"})
    field, kind = field_of("address"), field_type("address")
    assert result.value == {"whole": "福島県郡山市朝日一丁目２３番７号"}
    assert kind.export(field, result.value)[-1] == "福島県郡山市朝日一丁目２３番７号"
    assert len(kind.export(field, None)) == len(kind.export_columns(field))


def test_address_is_shown_in_lines() -> None:
    field = field_of("address")
    value = coerce("address", ADDRESS).value
    shown = field_type("address").display(field, value, "ja", KnownFacts())
    assert shown.lines == ("〒963-8601", "福島県郡山市朝日一丁目23-7", "コーポ朝日１０１")


def test_parts_are_read_from_inputs_of_their_names() -> None:
    form = form_of(question("address"), question("bank_account", "account"))
    inputs = {"answer.city": ["郡山市"], "answer.whole": ["どこか"], "account.bank_code": ["1"]}
    assert read_page(form.fields(), inputs) == {
        "answer": {"city": "郡山市"},
        "account": {"bank_code": "1"},
    }


def test_account_is_stored_as_transfer_files_need_it() -> None:
    assert coerce("bank_account", ACCOUNT).value == {
        "bank_name": "安積銀行",
        "bank_code": "0123",
        "branch_name": "本店",
        "account_type": "futsu",
        "account_number": "0012345",
        "holder_kana": "ｺｵﾘﾔﾏ ﾀﾛｳ",
    }


def test_each_wrong_part_of_an_account_has_its_own_problem() -> None:
    wrong = {
        "bank_name": "",
        "bank_code": "12",
        "branch_name": "支\ue000店",
        "branch_code": "いち",
        "account_type": "gold",
        "account_number": "12345678",
        "holder_kana": "郡山太郎",
    }
    assert codes(coerce("bank_account", wrong)) == [
        "bank_name:required",
        "bank_code:bank_code_format",
        "branch_name:forbidden_character",
        "branch_code:branch_code_format",
        "account_type:account_type_unknown",
        "account_number:account_number_format",
        "holder_kana:bank_kana_format",
    ]


def test_account_number_is_never_a_word_and_its_holder_never_too_long() -> None:
    wrong = ACCOUNT | {"account_number": "なし", "holder_kana": "ア" * 49}
    assert codes(coerce("bank_account", wrong)) == [
        "account_number:account_number_format",
        "holder_kana:too_long",
    ]


def test_account_is_shown_for_a_clerk_to_check() -> None:
    field = field_of("bank_account")
    value = coerce("bank_account", ACCOUNT).value
    shown = field_type("bank_account").display(field, value, "ja", KnownFacts())
    assert shown.lines == ("安積銀行（0123） 本店", "普通 0012345", "ｺｵﾘﾔﾏ ﾀﾛｳ")


def test_type_of_account_alone_is_no_answer() -> None:
    form = form_of(question("bank_account", required=True))
    assert problems(judge(form, answer={"account_type": "futsu"})) == [("answer", "required")]
