"""The texts that come with the project: complete, and readable where they promise to be."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from app.core.texts import KANJI, LOCALES, READING, Texts, placeholders_of
from app.submissions.states import Event, State
from forms.fields.addresses import PART_LABELS
from forms.problems import CODES, WARNINGS
from identity.reasons import ReasonClass
from payments.methods import PaymentMethod
from payments.refund import Occasion
from tests.support.pages import CATALOGUES

TEMPLATES = Path(__file__).parents[3] / "app" / "web" / "templates"
SAID = re.compile(r"""\b(?:t|plain)\(["']([a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)+)["'][,)]""")
#: Language names are written in their own language everywhere.
NAMES_OF_LANGUAGES = "page.languages."


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(CATALOGUES, strict=True)


@pytest.mark.parametrize(
    ("family", "placeholders"),
    [
        *((f"form.problem.{code}", names) for code, names in CODES.items()),
        *((f"form.warning.{code}", names) for code, names in WARNINGS.items()),
    ],
)
def test_every_problem_of_a_form_has_a_sentence_that_can_be_filled(
    texts: Texts, family: str, placeholders: tuple[str, ...]
) -> None:
    assert placeholders_of(texts.catalogues["ja"][family]) <= {"label", *placeholders}


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("state.citizen", State),
        ("state.staff", State),
        ("state.explained", State),
        ("history", Event),
        ("identity.reason", ReasonClass),
        ("payment.method", PaymentMethod),
        ("refund.occasion", Occasion),
    ],
)
def test_every_name_that_a_page_may_show_has_a_text(
    texts: Texts, family: str, names: type[StrEnum]
) -> None:
    assert [name for name in names if not texts.has(f"{family}.{name}")] == []


def test_every_text_that_a_template_says_exists(texts: Texts) -> None:
    said = {
        key
        for template in TEMPLATES.rglob("*.html")
        for key in SAID.findall(template.read_text(encoding="utf-8"))
    }
    assert sorted(key for key in said if not texts.has(key)) == []


def test_every_kanji_in_easy_japanese_has_a_reading(texts: Texts) -> None:
    bare = re.compile(f"[{KANJI}]")
    easy = texts.catalogues["ja-easy"]
    assert [
        key
        for key, text in easy.items()
        if not key.startswith(NAMES_OF_LANGUAGES) and bare.search(READING.sub("", text))
    ] == []


def test_no_sentence_in_easy_japanese_is_long(texts: Texts) -> None:
    sentences = {
        key: max(len(sentence) for sentence in re.split("[。？]", READING.sub("漢", text)))
        for key, text in texts.catalogues["ja-easy"].items()
    }
    assert {key: length for key, length in sentences.items() if length > 60} == {}


@pytest.mark.parametrize("part", PART_LABELS)
def test_a_part_of_an_address_is_called_alike_at_its_input_and_in_its_problems(
    texts: Texts, part: str
) -> None:
    label = PART_LABELS[part]
    assert [texts.get(locale, f"part.address.{part}") for locale in LOCALES] == [
        label.in_(locale) for locale in LOCALES
    ]
