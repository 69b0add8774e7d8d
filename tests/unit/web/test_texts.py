"""The catalogue: readings, placeholders, and three languages that say the same things."""

from pathlib import Path

import pytest
from markupsafe import Markup

from app.core.texts import CatalogueError, Texts, UnknownText, read, ruby, without_readings


def texts(*, strict: bool = True, **ja: str) -> Texts:
    return Texts({"ja": ja, "en": {}, "ja-easy": {}}, strict)


def write(folder: Path, **catalogues: str) -> Path:
    for locale, content in catalogues.items():
        (folder / f"{locale.replace('_', '-')}.toml").write_text(content, encoding="utf-8")
    return folder


def test_kanji_carry_their_reading() -> None:
    assert ruby("申《もう》し込《こ》み") == (
        "<ruby>申<rp>（</rp><rt>もう</rt><rp>）</rp></ruby>し"
        "<ruby>込<rp>（</rp><rt>こ</rt><rp>）</rp></ruby>み"
    )


def test_a_bar_opens_a_base_that_is_not_kanji_alone() -> None:
    assert "<ruby>お金<rp>" in ruby("この｜お金《おかね》")


def test_a_supplementary_kanji_is_a_base_too() -> None:
    assert "<ruby>𠮷田<rp>" in ruby("𠮷田《よしだ》")


def test_a_reading_without_kanji_stays_as_it_is() -> None:
    assert ruby("カード《かーど》") == "カード《かーど》"


def test_html_in_a_text_and_in_its_reading_is_escaped() -> None:
    assert ruby("<b>木《<i>》") == (
        "&lt;b&gt;<ruby>木<rp>（</rp><rt>&lt;i&gt;</rt><rp>）</rp></ruby>"
    )


def test_finished_markup_is_left_alone() -> None:
    assert ruby(Markup("<b>木《き》</b>")) == "<b>木《き》</b>"


def test_readings_are_left_out_where_there_is_no_html() -> None:
    assert without_readings("手続《てつづ》きと｜お金《おかね》") == "手続きとお金"


def test_what_is_filled_in_is_escaped_and_gets_no_readings() -> None:
    catalogue = texts(greeting="{name}様《さま》")
    shown = catalogue.html("ja", "greeting", name="<b>山田《やまだ》</b>")
    assert shown.startswith("&lt;b&gt;山田《やまだ》&lt;/b&gt;<ruby>様")


def test_plain_text_keeps_what_is_filled_in() -> None:
    assert texts(greeting="{name}様《さま》").plain("ja", "greeting", name="<木>") == "<木>様"


def test_the_raw_text_keeps_its_marks() -> None:
    assert texts(greeting="様《さま》").get("ja", "greeting") == "様《さま》"


def test_an_unknown_key_raises_where_texts_are_strict() -> None:
    with pytest.raises(UnknownText, match="farewell"):
        texts(greeting="やあ").get("ja", "farewell")


def test_a_forgotten_value_raises_where_texts_are_strict() -> None:
    with pytest.raises(UnknownText, match="name"):
        texts(greeting="{name}様").html("ja", "greeting")


def test_in_production_a_page_is_shown_rather_than_none() -> None:
    lenient = texts(strict=False, greeting="{name}様")
    assert lenient.get("en", "farewell") == "farewell"
    assert lenient.html("en", "greeting") == "様"


def test_every_difference_between_languages_is_named_at_once(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        ja='a.b = "{n}件"\na.c = "はい"',
        en='a.b = "{m}"\na.d = "x"',
        ja_easy='a.b = "{n}こ"\na.c = "はい"\na.d = "x"',
    )
    with pytest.raises(CatalogueError) as caught:
        Texts.load(folder)
    assert str(caught.value).splitlines() == [
        "ja: a.d is missing",
        "en: a.b has other placeholders than ja",
        "en: a.c is missing",
    ]


def test_a_value_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"a\.b: not a text"):
        read(write(tmp_path, ja="a.b = 1") / "ja.toml")
