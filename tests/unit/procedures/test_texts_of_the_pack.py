"""Every text of the pack speaks Japanese, English and easy Japanese."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.procedures.packs import BUILT_IN

_FILES = sorted(BUILT_IN.rglob("*.json"))
_KANJI = "[一-龠々〆㐀-䶿]"
_READ = re.compile(f"{_KANJI}+《[ぁ-んー]+》")
_LONGEST_EASY_SENTENCE = 60


def _texts(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, dict):
        if "ja" in part:
            yield part
        for below in part.values():
            yield from _texts(below)
    elif isinstance(part, list):
        for below in part:
            yield from _texts(below)


_TEXTS = [text for path in _FILES for text in _texts(json.loads(path.read_text(encoding="utf-8")))]


def test_every_text_is_written_in_all_three_languages() -> None:
    assert len(_TEXTS) > 500
    assert [text for text in _TEXTS if set(text) != {"ja", "en", "ja-easy"}] == []


def test_every_kanji_of_easy_japanese_has_its_reading() -> None:
    unread = [
        text["ja-easy"] for text in _TEXTS if re.search(_KANJI, _READ.sub("", text["ja-easy"]))
    ]
    assert unread == []


def test_readings_stand_in_easy_japanese_only() -> None:
    assert [text for text in _TEXTS if "《" in text["ja"] + text["en"]] == []


def test_english_texts_hold_no_japanese() -> None:
    assert [text["en"] for text in _TEXTS if re.search("[ぁ-んァ-ヶ一-龠]", text["en"])] == []


def test_sentences_of_easy_japanese_are_short() -> None:
    sentences = [
        re.sub("《[^》]*》", "", sentence)
        for text in _TEXTS
        for sentence in text["ja-easy"].split("。")
    ]
    assert [each for each in sentences if len(each) > _LONGEST_EASY_SENTENCE] == []


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_files_are_readable_by_people(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert "\\u" not in text
    assert text.endswith("\n")
    assert text.count("\n") > 2
