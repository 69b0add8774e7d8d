"""A whole form is judged at once; what is hidden leaves no trace."""

import pytest

from forms.answers import read_page
from forms.compare import Difference, differences
from forms.definition import FormDefinition
from forms.display import display, show_answers
from forms.fields import type_names
from forms.journey import Journey, Progress
from forms.roles import ROLES, role_values
from forms.values import Value, Values
from forms.variables import form_variables
from tests.support.forms import choices, form_of, form_of_pages, judge, page, problems, question
from tests.support.lookups import KnownFacts

BY_POST = {"==": [{"var": ["delivery"]}, "post"]}
DELIVERY = question(
    "radio", "delivery", required=True, settings={"choices": choices("post", "counter")}
)


@pytest.fixture
def form() -> FormDefinition:
    return form_of_pages(
        page(
            question("name", "who", required=True, role="applicant.name"),
            question("kana", "reading", role="applicant.kana"),
            DELIVERY,
            key="person",
        ),
        page(
            question("address", "to", required=True, role="applicant.address"),
            question("checkbox", "express"),
            key="post",
            visible_if=BY_POST,
        ),
        page(
            question("integer", "copies", required=True, settings={"min": 1}),
            question("textarea", "reason", required_if={">": [{"var": ["copies"]}, 5]}),
            question(
                "computed", "price", settings={"expression": {"*": [{"var": ["copies"]}, 300]}}
            ),
            question("text", "note", visible_if={"==": [{"var": ["express"]}, True]}),
            question(
                "group",
                "family",
                fields=[question("name", "member", role="beneficiary.name")],
            ),
            key="order",
        ),
    )


def test_all_problems_of_all_pages_are_reported_at_once(form: FormDefinition) -> None:
    assert problems(judge(form, who="123", reading="漢字")) == [
        ("who", "name_format"),
        ("reading", "kana_format"),
        ("delivery", "required_choice"),
        ("copies", "required"),
    ]


def test_hidden_answers_vanish_and_steer_nothing(form: FormDefinition) -> None:
    typed = {
        "who": "郡山 太郎",
        "copies": "1",
        "express": "yes",
        "to": {"city": "郡山市"},
        "note": "急ぎ",
    }
    posted = judge(form, **typed, delivery="post")
    collected = judge(form, **typed, delivery="counter")
    assert "note" in posted.values
    assert collected.values == {"who": "郡山\u3000太郎", "delivery": "counter", "copies": 1}
    assert collected.is_complete
    assert not collected.visible & {"to", "express", "note"}


def test_refused_answers_count_as_missing_for_conditions(form: FormDefinition) -> None:
    evaluation = judge(form, delivery="pigeon", copies="6")
    assert "to" not in evaluation.visible
    assert ("reason", "required") in problems(evaluation)


def test_page_with_nothing_visible_on_it_is_left_out() -> None:
    form = form_of_pages(page(DELIVERY), page(question("text", "x", visible_if=BY_POST), key="two"))
    assert judge(form, delivery="counter").sections == ("page",)


def test_computed_numbers_steer_later_questions_and_are_no_answers() -> None:
    form = form_of(
        question("integer", "copies"),
        question("computed", "price", settings={"expression": {"*": [{"var": ["copies"]}, 300]}}),
        question("text", "budget", required=True, visible_if={">": [{"var": ["price"]}, 1000]}),
    )
    assert problems(judge(form, copies="4")) == [("budget", "required")]
    assert judge(form, copies="3").values == {"copies": 3}
    assert judge(form).problems == ()


def test_reading_a_page_leaves_out_what_it_does_not_ask(form: FormDefinition) -> None:
    fields = form.section("person").fields
    assert read_page(fields, {"who": ["郡山"], "copies": ["3"]}) == {"who": "郡山"}


def test_journey_leads_over_the_visible_pages(form: FormDefinition) -> None:
    journey = Journey(form, judge(form, who="郡山 太郎", delivery="counter"))
    assert [section.key for section in journey.sections] == ["person", "order"]
    following, previous = journey.next_after("person"), journey.before("order")
    assert following is not None
    assert following.key == "order"
    assert previous is not None
    assert previous.key == "person"
    assert journey.next_after("order") is None
    assert journey.before("person") is None
    assert journey.progress("order") == Progress(2, 2)


def test_journey_goes_on_from_a_page_that_became_hidden(form: FormDefinition) -> None:
    journey = Journey(form, judge(form, delivery="counter"))
    following = journey.next_after("post")
    assert following is not None
    assert following.key == "order"
    with pytest.raises(KeyError):
        journey.progress("post")


def test_journey_knows_the_first_page_that_is_not_complete(form: FormDefinition) -> None:
    incomplete = Journey(form, judge(form, who="郡山 太郎", delivery="counter"))
    first = incomplete.first_incomplete()
    assert first is not None
    assert first.key == "order"
    assert [problem.path for problem in incomplete.problems_of("order")] == ["copies"]
    complete = judge(form, who="郡山 太郎", delivery="counter", copies="1")
    assert Journey(form, complete).first_incomplete() is None


def test_answers_are_shown_page_by_page(form: FormDefinition) -> None:
    values: Values = {"who": "郡山\u3000太郎", "delivery": "post", "copies": 2}
    shown = show_answers(form, values, "ja", KnownFacts())
    assert [(each.key, [item.shown.text for item in each.items]) for each in shown] == [
        ("person", ["郡山\u3000太郎", "postを選ぶ"]),
        ("order", ["2", "600"]),
    ]


def test_nothing_is_shown_of_what_was_not_answered(form: FormDefinition) -> None:
    assert show_answers(form, {}, "ja", KnownFacts()) == []
    assert display(form.field("who"), None, "ja", KnownFacts()).text == ""


def test_differences_are_named_answer_by_answer_and_row_by_row(form: FormDefinition) -> None:
    before: Values = {"who": "郡山", "copies": 1, "family": [{"member": "花子"}]}
    after: Values = {"who": "郡山", "copies": 2, "family": [{"member": "花子"}, {"member": "次郎"}]}
    label = form.field("copies").label
    member = form.field("family").child("member").label
    assert differences(form, before, after) == [
        Difference("copies", label, 1, 2),
        Difference("family.1.member", member, None, "次郎"),
    ]


def test_roles_find_answers_whatever_their_keys_are(form: FormDefinition) -> None:
    home: Value = {"postal_code": "9638601", "prefecture": "福島県", "city": "郡山市"}
    values: Values = {
        "who": "郡山",
        "to": home,
        "family": [{"member": "花子"}, {"member": "次郎"}, {}],
    }
    assert role_values(form, values) == {
        "applicant.name": ["郡山"],
        "applicant.address": ["福島県郡山市"],
        "beneficiary.name": ["花子", "次郎"],
    }


def test_roles_are_for_types_that_exist() -> None:
    assert frozenset().union(*ROLES.values()) <= set(type_names())


def test_variables_of_a_form_are_its_keys_and_parts(form: FormDefinition) -> None:
    known = form_variables(form)
    assert {"who", "copies", "to.city"} <= known.names
    assert "price" not in known.names
    assert known.rows == {"family": frozenset({"member"})}
