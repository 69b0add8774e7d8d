"""The condition language means the same in the browser and on the server."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from forms.conditions import RuleError, evaluate
from tests.support.expressions import generate_answers, generate_expression

SCRIPT = Path(__file__).parents[2] / "app/web/static/js/conditions.js"
CASES = 4000
RUN_ALL = """async ([source, cases]) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { evaluate, RuleError } = await import(address);
  return cases.map(([expression, answers]) => {
    try {
      return { value: evaluate(expression, answers) };
    } catch (error) {
      return error instanceof RuleError ? { refused: error.message } : { crash: String(error) };
    }
  });
}"""


@pytest.mark.browser
def test_browser_and_server_come_to_the_same_results(page: Page) -> None:
    random = Random(20261120)  # noqa: S311
    cases = [(generate_expression(random), generate_answers(random)) for _ in range(CASES)]
    results = page.evaluate(RUN_ALL, [SCRIPT.read_text("utf-8"), cases])
    expected = [on_server(expression, answers) for expression, answers in cases]
    assert results == expected


def on_server(expression: Any, answers: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"value": evaluate(expression, answers)}
    except RuleError as error:
        return {"refused": str(error)}
