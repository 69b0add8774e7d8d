"""Characters are taken as people type them; names keep every stroke."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.characters import (
    HYPHENS,
    fold_number,
    forbidden_character,
    graphemes,
    half_width,
    mixes_scripts,
    trimmed,
)
from forms.kana import is_bank_kana, is_kana, to_bank_kana, to_katakana
from forms.official_numbers import contains_my_number, has_right_check_digit


def test_full_width_letters_and_digits_become_ascii_and_kanji_stay() -> None:
    assert half_width("Ａ棟１０１号　神") == "A棟101号 神"


@pytest.mark.parametrize("hyphen", HYPHENS)
def test_every_kind_of_hyphen_counts_as_one_in_numbers(hyphen: str) -> None:
    assert fold_number(f"９６３{hyphen}８６０１") == "963-8601"


def test_trimming_unifies_line_ends_and_drops_what_has_no_width() -> None:
    assert trimmed("\u3000一行目\r\n二行目\u200b\r三行目 \ufeff") == "一行目\n二行目\n三行目"


@pytest.mark.parametrize("text", ["葛\U000e0100飾", "𠮷野家", "神", "髙﨑", "改\n行"])
def test_characters_of_names_are_allowed(text: str) -> None:
    assert forbidden_character(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("外字\ue000", "U+E000"),
        ("\x00", "U+0000"),
        ("タブ\t", "U+0009"),
        ("逆\u202e順", "U+202E"),
        ("\U000f0000", "U+F0000"),
        ("\ud800", "U+D800"),
    ],
)
def test_private_use_and_control_characters_are_named(text: str, name: str) -> None:
    assert forbidden_character(text) == name


@pytest.mark.parametrize(
    ("text", "length"), [("葛\U000e0100飾", 2), ("𠮷野家", 3), ("か\u3099", 1)]
)
def test_length_is_what_a_person_counts(text: str, length: int) -> None:
    assert graphemes(text) == length


def test_latin_letters_beside_cyrillic_ones_are_noticed() -> None:
    assert mixes_scripts("Mаria")
    assert not mixes_scripts("Мария")
    assert not mixes_scripts("Maria 太郎")


@pytest.mark.parametrize(
    "typed",
    ["こおりやま たろう", "ｺｵﾘﾔﾏ　ﾀﾛｳ", "コオリヤマ　　タロウ", " コオリヤマ タロウ "],
)
def test_readings_become_full_width_katakana(typed: str) -> None:
    assert to_katakana(typed) == "コオリヤマ\u3000タロウ"


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("ｼﾞｪﾆﾌｧｰ", "ジェニファー"),
        ("じぇにふぁ-", "ジェニファー"),
        ("か\u3099く", "ガク"),
        ("すゞき", "スヾキ"),
        ("ゔぃくとる", "ヴィクトル"),
    ],
)
def test_small_letters_long_vowels_and_voicing_are_kept(typed: str, kana: str) -> None:
    assert to_katakana(typed) == kana
    assert is_kana(kana)


@pytest.mark.parametrize("text", ["漢字", "タロウ1", "", "タロウ!"])
def test_what_is_no_reading_is_not_taken_for_one(text: str) -> None:
    assert not is_kana(text)


@pytest.mark.parametrize(
    ("typed", "bank"),
    [
        ("こおりやま　たろう", "ｺｵﾘﾔﾏ ﾀﾛｳ"),
        ("ジェニファー", "ｼﾞｴﾆﾌｱ-"),
        ("ヲガワ", "ｵｶﾞﾜ"),
        ("カ）コオリヤマ", "ｶ)ｺｵﾘﾔﾏ"),
        ("パーク・ＡＢＣ１", "ﾊﾟ-ｸ.ABC1"),
        ("ｶﾞｯｺｳ", "ｶﾞﾂｺｳ"),
    ],
)
def test_account_holders_are_written_as_banks_do(typed: str, bank: str) -> None:
    assert to_bank_kana(typed) == bank
    assert is_bank_kana(bank)


def test_kanji_are_no_bank_characters() -> None:
    assert not is_bank_kana(to_bank_kana("郡山太郎"))


HIRAGANA = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3094), min_size=1)


@given(HIRAGANA)
def test_any_hiragana_is_a_reading_and_converting_again_changes_nothing(typed: str) -> None:
    kana = to_katakana(typed)
    assert is_kana(kana)
    assert to_katakana(kana) == kana


@given(HIRAGANA)
def test_any_reading_can_be_written_for_a_bank_once_and_for_all(typed: str) -> None:
    bank = to_bank_kana(typed)
    assert is_bank_kana(bank)
    assert to_bank_kana(bank) == bank


@pytest.mark.parametrize(
    "text", ["123456789018", "１２３４－５６７８－９０１８", "番号は1234 5678 9018です"]
)
def test_individual_numbers_are_recognised(text: str) -> None:
    assert contains_my_number(text)


@pytest.mark.parametrize("text", ["123456789012", "1234567890189", "0249242591", ""])
def test_other_numbers_are_not_taken_for_individual_numbers(text: str) -> None:
    assert not contains_my_number(text)


@given(st.integers(0, 10**11 - 1))
def test_exactly_one_check_digit_makes_an_individual_number(body: int) -> None:
    assert sum(contains_my_number(f"{body:011}{digit}") for digit in range(10)) == 1


def test_corporate_numbers_of_real_cities_have_right_check_digits() -> None:
    assert has_right_check_digit("6000020272299")
    assert has_right_check_digit("4000020202134")
    assert not has_right_check_digit("5000020272299")


def test_a_heap_of_combining_marks_is_as_long_as_it_is() -> None:
    assert graphemes("あ" + "\u0301" * 1000) == 1001
