"""Log lines hold no value that somebody typed."""

import json
from collections.abc import Iterator

import pytest
import structlog

from app.core import logging

TYPED = "窓口 花子"


@pytest.fixture(autouse=True)
def configured() -> Iterator[None]:
    before = structlog.get_config()
    logging.configure()
    yield
    structlog.configure(**before)


def refuse() -> None:
    raise ValueError(f"{TYPED} is no number")


def logged(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    line: dict[str, object] = json.loads(capsys.readouterr().err)
    return line


def test_an_exception_is_logged_by_type_and_place_alone(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        refuse()
    except ValueError:
        structlog.get_logger().exception("accident")
    line = logged(capsys)
    assert TYPED not in json.dumps(line, ensure_ascii=False)
    assert line["event"] == "accident"
    assert "builtins.ValueError" in str(line["error"])
    assert "test_logging.py" in str(line["error"])


def test_what_led_to_an_exception_is_logged_too(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        try:
            refuse()
        except ValueError as error:
            raise LookupError(TYPED) from error
    except LookupError as error:
        structlog.get_logger().error("accident", exc_info=error)
    line = logged(capsys)
    assert TYPED not in json.dumps(line, ensure_ascii=False)
    assert [each["type"] for each in line["error"]] == [  # type: ignore[attr-defined]
        "builtins.LookupError",
        "builtins.ValueError",
    ]


def test_lines_of_one_request_share_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    with structlog.contextvars.bound_contextvars(incident="12AB34CD"):
        structlog.get_logger().info("request", status=200)
    assert logged(capsys)["incident"] == "12AB34CD"


def test_no_exception_at_hand_leaves_no_trace_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().error("accident", exc_info=True)
    assert "error" not in logged(capsys)
