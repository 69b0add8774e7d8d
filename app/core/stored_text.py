"""Texts in several languages as a column of JSON holds them."""

from typing import Any

from forms.text import LocalText


def to_column(text: LocalText) -> dict[str, Any]:
    texts = {"ja": text.ja, "en": text.en, "ja-easy": text.ja_easy}
    return {language: words for language, words in texts.items() if words is not None}


def from_column(stored: dict[str, Any]) -> LocalText:
    return LocalText(stored["ja"], stored.get("en"), stored.get("ja-easy"))
