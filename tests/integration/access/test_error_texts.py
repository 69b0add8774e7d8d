"""Every error that a page may show has its words."""

from collections.abc import Iterator

from flask import Flask

from app.core.errors import AppError
from app.core.texts import Texts
from app.web.errors import CODES


def kinds(base: type[AppError]) -> Iterator[type[AppError]]:
    yield base
    for kind in base.__subclasses__():
        yield from kinds(kind)


def test_every_error_code_has_a_title_and_a_text(whole: Flask) -> None:
    texts: Texts = whole.extensions["texts"]
    codes = {kind.code for kind in kinds(AppError)} | set(CODES.values())
    keys = {f"error.{code}.{part}" for code in codes for part in ("title", "text")}
    assert sorted(key for key in keys if not texts.has(key)) == []
