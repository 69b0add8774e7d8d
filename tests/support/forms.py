"""Small forms for tests, built through the real schema."""

from datetime import date
from typing import Any

from forms.answers import Context, Evaluation, evaluate_form
from forms.definition import Field, FormDefinition
from forms.fields import Coerced, field_type
from forms.schema import FormDefinitionSchema
from tests.support.lookups import KnownFacts

TODAY = date(2026, 11, 20)


def text(ja: str, **others: str) -> dict[str, str]:
    return {"ja": ja, **others}


def question(kind: str, key: str = "answer", **others: Any) -> dict[str, Any]:
    """A field as a definition writes it; its label is its key."""
    return {"key": key, "type": kind, "label": text(key), **others}


def page(*fields: dict[str, Any], key: str = "page", **others: Any) -> dict[str, Any]:
    return {"key": key, "title": text(key), "fields": list(fields), **others}


def form_of(*fields: dict[str, Any]) -> FormDefinition:
    """A form of one page."""
    return form_of_pages(page(*fields))


def form_of_pages(*pages: dict[str, Any]) -> FormDefinition:
    form = FormDefinitionSchema().load({"sections": list(pages)})
    assert isinstance(form, FormDefinition)
    return form


def field_of(kind: str, **others: Any) -> Field:
    return form_of(question(kind, **others)).field("answer")


def coerce(kind: str, typed: Any, **settings: Any) -> Coerced:
    """What one typed answer comes to on TODAY."""
    field = field_of(kind, settings=settings)
    return field_type(kind).coerce(field, typed, Context(TODAY, KnownFacts()))


def codes(coerced: Coerced) -> list[str]:
    """Its problems, each with the part it is about: `city:required`."""
    return [f"{each.part}:{each.code}".lstrip(":") for each in coerced.problems]


def judge(form: FormDefinition, **typed: Any) -> Evaluation:
    return evaluate_form(form, typed, Context(TODAY, KnownFacts()))


def problems(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in evaluation.problems]


def choices(*values: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": text(f"{value}を選ぶ")} for value in values]
