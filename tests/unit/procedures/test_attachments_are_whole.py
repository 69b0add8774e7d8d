"""Every collected attachment is asked for in the cases in which it was."""

import pytest

from app.procedures.packs import Pack
from forms.conditions import Env, holds
from forms.definition import Field
from tests.unit.procedures import source

_ATTACHMENTS = [
    pytest.param(procedure, attachment, id=f"{procedure}.{attachment['name_ja']}")
    for procedure in source.EIGHT
    for attachment in source.procedures()[procedure]["attachments"]
]
#: File → answers → whether it is offered, whether it is required.
_CASES: list[tuple[str, str, Env, tuple[bool, bool]]] = [
    ("koseki-shomei", "relation_proof", {"relation": "self"}, (True, False)),
    ("koseki-shomei", "supporting_documents", {"relation": "third"}, (True, True)),
    ("koseki-shomei", "supporting_documents", {"relation": "spouse"}, (False, False)),
    ("yokaigo-shinki", "insurance_card", {"is_type2": "no"}, (True, True)),
    ("yokaigo-shinki", "insurance_card", {"is_type2": "yes"}, (True, False)),
    ("yokaigo-shinki", "medical_insurance_proof", {"is_type2": "yes"}, (True, True)),
    ("yokaigo-shinki", "medical_insurance_proof", {"is_type2": "no"}, (False, False)),
    ("yokaigo-shinki", "power_of_attorney", {"submitter_type": "family"}, (True, True)),
    ("yokaigo-shinki", "power_of_attorney", {"submitter_type": "other"}, (True, True)),
    ("yokaigo-shinki", "power_of_attorney", {"submitter_type": "self"}, (False, False)),
    ("yokaigo-shinki", "power_of_attorney", {"submitter_type": "legal"}, (False, False)),
    ("yokaigo-shinki", "power_of_attorney", {"submitter_type": "care_manager"}, (False, False)),
    ("jido-teate-nintei", "health_insurance_proof", {}, (True, False)),
    (
        "jido-teate-nintei",
        "custody_apart_statement",
        {"children": [{"child_lives_together": "together"}, {"child_lives_together": "apart"}]},
        (True, True),
    ),
    (
        "jido-teate-nintei",
        "custody_apart_statement",
        {"children": [{"child_lives_together": "together"}]},
        (False, False),
    ),
    (
        "jido-teate-nintei",
        "older_support_confirmation",
        {"has_student_age_children": "yes"},
        (True, True),
    ),
    (
        "jido-teate-nintei",
        "older_support_confirmation",
        {"has_student_age_children": "no"},
        (False, False),
    ),
    ("jido-teate-nintei", "account_proof", {"payee_use_public_account": "no"}, (True, True)),
    ("jido-teate-nintei", "account_proof", {"payee_use_public_account": "yes"}, (False, False)),
    ("shisetsu-shiyo", "reduction_proof", {"reduction": "full"}, (True, True)),
    ("shisetsu-shiyo", "reduction_proof", {"reduction": "half"}, (True, True)),
    ("shisetsu-shiyo", "reduction_proof", {"reduction": "none"}, (False, False)),
    ("shisetsu-shiyo", "reduction_proof", {}, (False, False)),
    ("public-comment", "opinion_file", {}, (True, False)),
]


def _file(pack: Pack, procedure: str, key: str) -> Field:
    return pack.procedures[procedure].content.form.field(key)


@pytest.mark.parametrize(("procedure", "attachment"), _ATTACHMENTS)
def test_an_attachment_keeps_its_name_and_limits(
    pack: Pack, procedure: str, attachment: source.Facts
) -> None:
    field = _file(pack, procedure, source.ATTACHMENTS[procedure][attachment["name_ja"]])
    assert field.type == "file"
    assert field.label.ja == attachment["name_ja"]
    assert field.settings["formats"] == attachment["formats"]
    assert field.settings["max_mb"] == attachment["max_mb"]
    assert field.settings["original_must_be_sent"] == attachment["original_must_be_sent"]


@pytest.mark.parametrize(("procedure", "attachment"), _ATTACHMENTS)
def test_an_attachment_is_required_somewhere_exactly_if_it_was(
    pack: Pack, procedure: str, attachment: source.Facts
) -> None:
    field = _file(pack, procedure, source.ATTACHMENTS[procedure][attachment["name_ja"]])
    assert (field.required or field.required_if is not None) == attachment["required"]


@pytest.mark.parametrize(("procedure", "key", "answers", "expected"), _CASES)
def test_an_attachment_is_asked_for_in_the_cases_collected(
    pack: Pack, procedure: str, key: str, answers: Env, expected: tuple[bool, bool]
) -> None:
    field = _file(pack, procedure, key)
    offered = field.visible_if is None or holds(field.visible_if, answers)
    required = field.required or (
        field.required_if is not None and holds(field.required_if, answers)
    )
    assert (offered, offered and required) == expected


@pytest.mark.parametrize("procedure", source.EIGHT)
def test_files_stand_on_the_last_page(pack: Pack, procedure: str) -> None:
    *before, last = pack.procedures[procedure].content.form.sections
    assert all(field.type != "file" for section in before for field in section.fields)
    kinds = {field.type for field in last.fields}
    assert kinds == {"file"} or "file" not in kinds


def test_conditions_that_no_answer_decides_stand_in_the_help(pack: Pack) -> None:
    helps = {
        "relation_proof": ("koseki-shomei", "市の戸籍で確認できない場合"),
        "health_insurance_proof": (
            "jido-teate-nintei",
            "3歳未満の児童を養育し厚生年金等に加入、かつ公簿で確認できない場合",
        ),
        "insurance_card": ("yokaigo-shinki", "交付済みの第2号被保険者"),
    }
    for key, (procedure, words) in helps.items():
        field = _file(pack, procedure, key)
        assert field.help is not None
        assert words in field.help.ja
