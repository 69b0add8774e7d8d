"""Log lines as JSON on standard error, with nothing in them that somebody typed."""

import sys
import traceback
from collections.abc import Iterator

import structlog
from structlog.typing import EventDict, WrappedLogger

#: The innermost calls tell where something broke.
FRAMES = 15


def configure() -> None:
    """Set up the loggers of this process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_messages,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def without_messages(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its types and calls.

    Its message may quote an answer (a refused value, a statement's parameters), so it is left out.
    """
    found = event.pop("exc_info", None)
    error = found if isinstance(found, BaseException) else sys.exception() if found else None
    if error is not None:
        event["error"] = list(chain_of(error))
    return event


def chain_of(error: BaseException) -> Iterator[dict[str, object]]:
    """Yield an exception and those that led to it, newest first."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        calls = traceback.extract_tb(cause.__traceback__)[-FRAMES:]
        yield {
            "type": f"{type(cause).__module__}.{type(cause).__qualname__}",
            "calls": [f"{call.filename}:{call.lineno} {call.name}" for call in calls],
        }
        cause = cause.__cause__ or cause.__context__
