"""What templates can say."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from forms.problems import Problem
from forms.text import LocalText
from payments.money import Money
from tests.support.pages import small_application

NAME = LocalText("氏名", "Name", "名前《なまえ》")


@pytest.fixture(scope="module")
def app() -> Flask:
    return small_application()


def say(app: Flask, source: str, language: str = "ja", **context: object) -> str:
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        return render_template_string(source, **context)


def test_a_localised_value_is_shown_in_the_language_of_the_page(app: Flask) -> None:
    said = "{{ t('form.problem.required', label=name) }}"
    assert say(app, said, "en", name=NAME) == "Please answer “Name”."
    assert "<ruby>名前" in say(app, said, "ja-easy", name=NAME)


def test_attributes_carry_no_readings(app: Flask) -> None:
    assert say(app, "{{ plain_text(name) }}", "ja-easy", name=NAME) == "名前"
    said = "{{ plain('form.problem.required', label=name) }}"
    assert say(app, said, "ja-easy", name=NAME) == "名前を 書いてください。"


def test_texts_of_a_bill_are_chosen_by_language(app: Flask) -> None:
    label = {"ja": "郵送料", "en": "Postage"}
    assert say(app, "{{ text(label) }}", "en", label=label) == "Postage"
    assert say(app, "{{ text(label) }}", "ja-easy", label=label) == "郵送料"


def test_a_problem_is_a_sentence_with_its_days_in_words(app: Flask) -> None:
    late = Problem("day", "date_too_early", LocalText("希望日"), {"min": "2026-12-01"})
    sentence = say(app, "{{ problem(one) | striptags }}", one=late)
    assert sentence == "希望日は令和8年12月1日（火）以降の日付を入力してください。"


def test_a_problem_names_a_file_that_is_called_like_no_day_there_is(app: Flask) -> None:
    label, name = LocalText("写真"), "2026-99-99"
    large = Problem("photo", "file_too_large", label, {"name": name, "max_mb": 10})
    assert name in say(app, "{{ problem(one) }}", one=large)


def test_what_was_typed_is_escaped_in_a_problem(app: Flask) -> None:
    odd = Problem("name", "forbidden_character", NAME, {"character": "<b>"})
    assert "「&lt;b&gt;」" in say(app, "{{ problem(one) }}", one=odd)


def test_a_warning_is_a_sentence_too(app: Flask) -> None:
    doubt = Problem("opinion", "my_number_suspected", LocalText("ご意見"))
    assert say(app, "{{ warning(one) }}", one=doubt).startswith("ご意見にマイナンバー")


def test_days_moments_and_money_are_in_words(app: Flask) -> None:
    said = "{{ a | day }}／{{ b | moment }}／{{ c | yen }}／{{ 710 | yen }}"
    moment = datetime(2026, 11, 20, 6, 5, tzinfo=UTC)
    shown = say(app, said, a=date(2026, 11, 20), b=moment, c=Money(300))
    assert shown == (
        '<time datetime="2026-11-20">令和8年11月20日（金）</time>／'
        '<time datetime="2026-11-20T06:05:00+00:00">令和8年11月20日（金） 午後3時05分</time>／'
        "300円／710円"
    )


def test_moments_in_a_sentence_are_in_words(app: Flask) -> None:
    moment = datetime(2026, 11, 20, 6, 5, tzinfo=UTC)
    assert "午後3時05分" in say(app, "{{ t('payment.due', due=due) }}", due=moment)


def test_pages_know_which_keys_exist(app: Flask) -> None:
    assert say(app, "{{ known('error.internal.title') }} {{ known('error.x') }}") == "True False"


def test_a_variable_that_a_view_forgot_is_an_error(app: Flask) -> None:
    with pytest.raises(UndefinedError):
        say(app, "{{ forgotten }}")


def test_easy_japanese_is_japanese_to_a_screen_reader(app: Flask) -> None:
    assert say(app, "{{ language_tag }} {{ locale }}", "ja-easy") == "ja ja-easy"


def test_styles_are_our_own_files(app: Flask) -> None:
    assert say(app, "{{ asset('css/base.css') }}") == "/static/css/base.css"
