"""Every form of the pack can be filled in rightly, and no wrong answer goes through."""

from datetime import date

import pytest

from app.procedures.packs import Pack
from forms.answers import Context, Evaluation, evaluate_form, read_page
from forms.definition import FormDefinition
from forms.roles import role_values
from forms.values import Typed
from tests.support.answers import FormData, bad_inputs, valid_form_data, visible_files
from tests.support.lookups import KnownFacts
from tests.unit.procedures import source

_TODAY = date(2026, 11, 20)


def _file(name: str, media_type: str) -> list[dict[str, Typed]]:
    return [
        {"id": name, "name": name, "media_type": media_type, "size": "52000", "sha256": "0" * 64}
    ]


_PHOTO = _file("証明書.jpg", "image/jpeg")
_PDF = _file("意見書.pdf", "application/pdf")
_ROLES = {
    "juminhyo": {"applicant.name", "applicant.kana", "applicant.birth_date", "applicant.address"},
    "yokaigo-shinki": {"beneficiary.name", "beneficiary.kana", "beneficiary.number"},
    "jido-teate-nintei": {"applicant.name", "beneficiary.name", "beneficiary.birth_date"},
    "shisetsu-shiyo": {"applicant.name", "applicant.phone"},
    "sodai-gomi": {"applicant.name", "applicant.kana", "applicant.phone"},
    "tennyu-jizen": {"beneficiary.name", "beneficiary.kana", "beneficiary.address"},
    "public-comment": {"applicant.name"},
}


@pytest.fixture(scope="module")
def lookups(pack: Pack) -> KnownFacts:
    known = pack.catalogue().lookups()
    return KnownFacts({name: known.choices(name) for name in pack.lists}, {"facility.capacity": 30})


def _evaluation(form: FormDefinition, data: FormData, lookups: KnownFacts) -> Evaluation:
    files: dict[str, Typed] = {
        field.key: _PHOTO if "jpg" in field.settings["formats"] else _PDF
        for field in visible_files(form, data, lookups, _TODAY)
    }
    return evaluate_form(form, read_page(form.fields(), data) | files, Context(_TODAY, lookups))


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_right_answers_are_accepted(pack: Pack, lookups: KnownFacts, procedure: str) -> None:
    form = pack.procedures[procedure].content.form
    evaluation = _evaluation(form, valid_form_data(form, lookups, _TODAY), lookups)
    assert evaluation.problems == ()
    assert _ROLES.get(procedure, set()) <= role_values(form, evaluation.values).keys()


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_each_wrong_answer_is_refused_where_it_stands(
    pack: Pack, lookups: KnownFacts, procedure: str
) -> None:
    form = pack.procedures[procedure].content.form
    spoiled = bad_inputs(form, lookups, _TODAY)
    assert len(spoiled) >= sum(1 for field in form.fields() if field.required) - 5
    for bad in spoiled:
        paths = {each.path for each in _evaluation(form, bad.form_data, lookups).problems}
        assert bad.path in paths


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_an_empty_form_misses_what_is_required(
    pack: Pack, lookups: KnownFacts, procedure: str
) -> None:
    form = pack.procedures[procedure].content.form
    missed = {each.path for each in _evaluation(form, {}, lookups).problems}
    asked = {
        field.key
        for field in form.fields()
        if field.required and field.visible_if is None and not field.read_only
    }
    assert asked <= missed


def test_the_kind_of_an_application_for_care_is_always_new(pack: Pack, lookups: KnownFacts) -> None:
    form = pack.procedures["yokaigo-shinki"].content.form
    data = valid_form_data(form, lookups, _TODAY) | {"application_kind": ["renew"]}
    assert _evaluation(form, data, lookups).values["application_kind"] == "new"


def test_more_people_than_the_room_holds_are_refused(pack: Pack, lookups: KnownFacts) -> None:
    form = pack.procedures["shisetsu-shiyo"].content.form
    data = valid_form_data(form, lookups, _TODAY) | {"headcount": ["31"]}
    problems = {each.path: each.code for each in _evaluation(form, data, lookups).problems}
    assert problems == {"headcount": "too_large"}


def test_a_move_more_than_thirty_days_ahead_is_refused(pack: Pack, lookups: KnownFacts) -> None:
    form = pack.procedures["tennyu-jizen"].content.form
    for text, refused in (("2026-12-20", False), ("2026-12-21", True)):
        data = valid_form_data(form, lookups, _TODAY, {"move_date": [text]})
        problems = {each.path for each in _evaluation(form, data, lookups).problems}
        assert ("move_date" in problems) is refused


def test_a_disease_that_the_list_lacks_can_be_written(pack: Pack, lookups: KnownFacts) -> None:
    form = pack.procedures["yokaigo-shinki"].content.form
    written = {"specified_disease": ["other"], "specified_disease.other": ["その他の病気"]}
    data = valid_form_data(form, lookups, _TODAY, {"is_type2": ["yes"]}) | written
    values = _evaluation(form, data, lookups).values
    assert values["specified_disease"] == {"other": "その他の病気"}
