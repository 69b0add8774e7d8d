"""The generator of answers that other tests rely on fills in any form."""

from forms.answers import Context, evaluate_form, read_page
from forms.definition import FormDefinition
from forms.problems import CODES
from tests.support.answers import bad_inputs, valid_form_data, visible_files
from tests.support.forms import TODAY, choices, form_of, question, text
from tests.support.lookups import KnownFacts

FORM: FormDefinition = form_of(
    *(question(kind, kind, required=True) for kind in ("name", "kana", "tel", "email")),
    question("postal_code", "postal_code"),
    question("corporate_number", "corporate_number"),
    question("textarea", "textarea"),
    question("date", "born", required=True, settings={"style": "wareki", "not_future": True}),
    question("date", "visit", settings={"min_days_ahead": 3}),
    question("year_month", "since"),
    question("address", "home", required=True),
    question("bank_account", "account", required=True),
    question("checkbox", "agree", settings={"must_be_true": True}),
    question("radio", "how", settings={"choices": choices("counter", "post")}),
    question("money", "price", required=True, visible_if={"==": [{"var": ["how"]}, "post"]}),
    question("appointment", "slot", settings={"resource": "room"}),
    question("file", "papers"),
    question(
        "group",
        "items",
        required=True,
        fields=[
            question("select", "item", settings={"list": "items"}),
            question("checkbox_group", "extras", settings={"list": "extras"}),
            question("integer", "quantity", required=True, settings={"min": 1, "max": 10}),
            question(
                "text",
                "code",
                required=True,
                visible_if={">": [{"var": ["quantity"]}, 0]},
                settings={"pattern": "[0-9]{10}", "pattern_hint": text("10桁")},
            ),
        ],
    ),
)
LOOKUPS = KnownFacts()


def judged(form_data: dict[str, list[str]]) -> list[tuple[str, str]]:
    typed = read_page(FORM.fields(), form_data)
    evaluation = evaluate_form(FORM, typed, Context(TODAY, LOOKUPS))
    return [(problem.path, problem.code) for problem in evaluation.problems]


def test_generated_answers_are_accepted() -> None:
    form_data = valid_form_data(FORM, LOOKUPS, TODAY)
    assert judged(form_data) == []
    assert "items.0.code" in form_data
    assert "price" not in form_data


def test_overrides_replace_answers_and_reveal_questions() -> None:
    form_data = valid_form_data(FORM, LOOKUPS, TODAY, {"how": ["post"], "items.0.quantity": ["7"]})
    assert form_data["items.0.quantity"] == ["7"]
    assert "price" in form_data


def test_files_that_are_wanted_are_named() -> None:
    form_data = valid_form_data(FORM, LOOKUPS, TODAY)
    assert [field.key for field in visible_files(FORM, form_data, LOOKUPS, TODAY)] == ["papers"]


def test_each_wrong_answer_is_refused_at_its_place_alone() -> None:
    bad = bad_inputs(FORM, LOOKUPS, TODAY)
    for each in bad:
        found = judged(each.form_data)
        assert [path for path, _ in found] == [each.path]
        assert found[0][1] in CODES
    assert {"name", "home.prefecture", "price", "items.0.code"} <= {each.path for each in bad}
