"""Whatever somebody manages to send is judged, never a crash."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.fields import field_type, type_names
from tests.support.forms import choices, form_of, judge, question
from tests.support.lookups import KnownFacts

SETTINGS: dict[str, dict[str, Any]] = {
    "radio": {"choices": choices("a", "b")},
    "select": {"choices": choices("a", "b"), "other": True},
    "checkbox_group": {"choices": choices("a", "b")},
    "appointment": {"resource": "room", "multiple": True},
    "computed": {"from": "fee"},
}
INNER: dict[str, dict[str, Any]] = {
    "group": {"fields": [question("text", "year"), question("date", "other")]}
}
TEXTS = st.text() | st.sampled_from(
    ("a", "１２", "2026-02-30", "R8.1.1", "\ud800", "１２３円", "²")
)
KEYS = st.sampled_from(("year", "month", "day", "era", "other", "whole", "city", "size", "id"))
TYPED = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=8
)


FORMS = {
    kind: form_of(question(kind, settings=SETTINGS.get(kind, {}), **INNER.get(kind, {})))
    for kind in type_names()
}


@pytest.mark.parametrize("kind", type_names())
@settings(max_examples=30)
@given(typed=TYPED)
def test_anything_typed_comes_to_a_value_or_to_problems(kind: str, typed: Any) -> None:
    evaluation = judge(FORMS[kind], answer=typed)
    field, known = FORMS[kind].field("answer"), field_type(kind)
    json.dumps(evaluation.values)
    assert kind == "group" or not (evaluation.problems and evaluation.values)
    for value in evaluation.values.values():
        known.display(field, value, "ja", KnownFacts())
        assert len(known.export(field, value)) == len(known.export_columns(field))
