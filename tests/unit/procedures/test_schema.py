"""Documents are read strictly: whatever is wrong is told with its path, all of it at once."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.procedures.definition import DeliveryMethod
from app.procedures.packs import Pack
from app.procedures.schema import InvalidDefinition, load_definition
from tests.unit.procedures.documents import REMOVED, changed, document


def _problems(changes: Mapping[str, object], procedure: str = "juminhyo") -> set[str]:
    with pytest.raises(InvalidDefinition) as caught:
        load_definition(changed(procedure, changes))
    return set(caught.value.problems)


def test_unknown_keys_are_refused_wherever_they_stand() -> None:
    unknown = {
        "colour": "blue",
        "law.colour": "blue",
        "appeal.colour": "blue",
        "clock.colour": "blue",
        "identity.colour": "blue",
        "identity.match.colour": "blue",
        "handling.colour": "blue",
        "delivery.colour": "blue",
        "fee.colour": "blue",
        "fee.lines.0.colour": "blue",
        "form.sections.0.colour": "blue",
        "form.sections.0.fields.0.colour": "blue",
    }
    assert _problems(unknown) == set(unknown)


def test_every_problem_of_a_document_is_told_at_once() -> None:
    wrong = {
        "format": 2,
        "id": "Jūminhyō",
        "group": 3,
        "kind": "request",
        "clock.days": "3",
        "law.is_disposition": "yes",
        "handling.approval_steps": 3,
        "handling.decider": "mayor",
        "identity.sign_corrections": 1,
        "sources": [],
        "identity.match.name": "applicant.nickname",
    }
    assert _problems(wrong) == set(wrong)


@pytest.mark.parametrize(
    "path", ["name", "summary", "law", "clock", "identity", "form", "fee", "handling", "delivery"]
)
def test_a_missing_part_is_told(path: str) -> None:
    assert _problems({path: REMOVED}) == {path}


def test_a_bare_string_is_no_text() -> None:
    assert _problems({"name": "住民票の写しの交付請求"}) == {"name"}


@pytest.mark.parametrize("value", [None, [], "住民票", 1])
def test_what_is_no_object_is_no_definition(value: Any) -> None:
    with pytest.raises(InvalidDefinition):
        load_definition(value)


def test_the_error_names_paths_and_problems() -> None:
    with pytest.raises(InvalidDefinition, match="clock: Missing data"):
        load_definition(changed("juminhyo", {"clock": REMOVED}))


def test_a_document_without_optional_parts_is_read() -> None:
    definition = load_definition(document("public-comment"))
    assert definition.appeal is None
    assert definition.reception is None
    assert definition.identity.match is None
    assert definition.programmes == ()


def test_the_signer_has_to_be_the_insured_person_or_the_agent(pack: Pack) -> None:
    identity = pack.procedures["yokaigo-shinki"].content.identity
    own = identity.match_for({"submitter_type": "self"})
    other = identity.match_for({"submitter_type": "care_manager"})
    assert own is not None
    assert other is not None
    assert own.roles() == ("beneficiary.name", "beneficiary.birth_date", "beneficiary.address")
    assert other.roles() == ("agent.name",)


def test_the_signer_has_to_be_the_applicant_where_nothing_else_is_said(pack: Pack) -> None:
    match = pack.procedures["juminhyo"].content.identity.match_for({})
    assert match is not None
    assert match.name == "applicant.name"
    assert pack.procedures["public-comment"].content.identity.match_for({}) is None


def test_delivery_follows_the_answer_or_is_always_the_same(pack: Pack) -> None:
    by_answer = pack.procedures["juminhyo"].content.delivery
    assert by_answer.method_for({"delivery": "counter"}) is DeliveryMethod.COUNTER
    assert by_answer.method_for({"delivery": "post"}) is DeliveryMethod.POST
    assert pack.procedures["yokaigo-shinki"].content.delivery.method_for({}) is DeliveryMethod.POST


def test_an_answer_that_names_no_way_of_delivery_is_refused(pack: Pack) -> None:
    with pytest.raises(ValueError, match="not a valid DeliveryMethod"):
        pack.procedures["juminhyo"].content.delivery.method_for({})
