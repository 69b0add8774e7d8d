"""Text, names and readings are taken generously and stored strictly."""

import pytest

from forms.fields import field_type
from forms.problems import CODES, WARNINGS
from tests.support.forms import (
    codes,
    coerce,
    field_of,
    form_of,
    judge,
    problems,
    question,
    text,
)

MY_NUMBER = "1234-5678-9018"


def test_text_is_trimmed_and_otherwise_kept() -> None:
    assert coerce("text", "　ＡＢＣ　①㈱　").value == "ＡＢＣ　①㈱"


def test_text_of_numbers_is_stored_in_half_width_digits() -> None:
    assert coerce("text", "０１２－３４ ５", normalize="digits").value == "012345"
    assert coerce("text", "Ａ－１", normalize="half_width").value == "A-1"


def test_short_numbers_are_filled_up_with_zeros() -> None:
    assert coerce("text", "１２３", zero_pad=6).value == "000123"
    assert coerce("text", "不明", zero_pad=6).value == "不明"


def test_too_long_a_text_says_how_long_it_may_be() -> None:
    result = coerce("text", "葛\U000e0100" * 6, max_length=5)
    assert result.problems[0].params == {"max": 5, "length": 6}
    assert coerce("text", "葛\U000e0100" * 5, max_length=5).problems == ()


@pytest.mark.parametrize("typed", [" \u3000 ", "\u200b", "\n"])
def test_text_without_anything_to_see_is_missing(typed: str) -> None:
    form = form_of(question("text", required=True))
    assert problems(judge(form, answer=typed)) == [("answer", "required")]


def test_number_of_hyphens_alone_is_missing() -> None:
    assert codes(coerce("text", "---", normalize="digits")) == ["required"]


def test_all_problems_of_a_text_are_reported_at_once() -> None:
    assert codes(coerce("text", "外字\ue000\n" + "あ" * 80)) == [
        "forbidden_character",
        "line_break",
        "too_long",
    ]


def test_pattern_explains_what_it_wants() -> None:
    hint = text("数字10桁")
    result = coerce("text", "12345", pattern="[0-9]{10}", pattern_hint=hint)
    assert codes(result) == ["pattern"]
    assert result.problems[0].params["hint"].ja == "数字10桁"  # type: ignore[union-attr]
    assert coerce("text", "0123456789", pattern="[0-9]{10}", pattern_hint=hint).value is not None


def test_pattern_that_never_ends_refuses_instead_of_hanging() -> None:
    hint = text("a だけ")
    slow = coerce("text", "a" * 79 + "!", pattern="(a|aa|a?)+$", pattern_hint=hint)
    assert codes(slow) == ["pattern"]


@pytest.mark.parametrize("kind", ["text", "name", "integer", "postal_code", "corporate_number"])
def test_individual_number_is_refused_and_not_stored(kind: str) -> None:
    result = coerce(kind, MY_NUMBER)
    assert codes(result) == ["my_number"]
    assert result.value is None


def test_individual_number_in_long_text_is_warned_about() -> None:
    result = coerce("textarea", f"私の番号は\n{MY_NUMBER}")
    assert [warning.code for warning in result.warnings] == ["my_number_suspected"]
    assert result.value is not None


def test_long_text_keeps_its_lines_and_is_shown_line_by_line() -> None:
    value = coerce("textarea", "一行目\r\n\r\n三行目").value
    field = field_of("textarea")
    assert value == "一行目\n\n三行目"
    assert field_type("textarea").display(field, value, "ja", None).lines == (  # type: ignore[arg-type]
        "一行目",
        "",
        "三行目",
    )


@pytest.mark.parametrize(
    "name", ["神\u3000葛\U000e0100", "𠮷田\u3000髙", "塚\u3000晴", "Nguyễn\u3000Văn"]
)
def test_names_keep_every_character(name: str) -> None:
    assert coerce("name", name).value == name


def test_space_between_names_is_one_full_width_space() -> None:
    assert coerce("name", " 郡山  太郎 ").value == "郡山\u3000太郎"


def test_name_needs_a_letter_and_latin_lookalikes_are_warned_about() -> None:
    assert codes(coerce("name", "12345")) == ["name_format"]
    assert [each.code for each in coerce("name", "Mаria").warnings] == ["mixed_script"]


@pytest.mark.parametrize("name", ["山田😀　太郎", "<b>山田</b>", "山田★太郎"])
def test_a_name_with_pictures_or_signs_is_refused(name: str) -> None:
    assert codes(coerce("name", name)) == ["name_format"]


@pytest.mark.parametrize("reading", ["Nguyễn\u3000Văn\u3000A", "グエン\u3000ヴァン", "Müller"])
def test_a_name_without_a_reading_keeps_its_latin_letters(reading: str) -> None:
    assert coerce("kana", reading).value == reading


def test_reading_is_stored_in_katakana_and_kanji_are_refused() -> None:
    assert coerce("kana", "ｺｵﾘﾔﾏ たろう").value == "コオリヤマ\u3000タロウ"
    assert codes(coerce("kana", "郡山")) == ["kana_format"]


def test_browsers_may_fill_in_only_what_is_about_the_applicant() -> None:
    applicant = field_of("name", role="applicant.name")
    child = field_of("name", role="beneficiary.name")
    assert field_type("name").hints(applicant).autocomplete == "name"
    assert field_type("name").hints(child).autocomplete == "off"


def test_numeric_text_asks_for_a_numeric_keyboard() -> None:
    field = field_of("text", settings={"normalize": "digits"})
    assert field_type("text").hints(field).inputmode == "numeric"
    assert field_type("text").hints(field_of("text")).inputmode == "text"


def test_codes_of_problems_and_warnings_do_not_overlap() -> None:
    assert not CODES.keys() & WARNINGS.keys()
