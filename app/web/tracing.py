"""One number for each request: in its log lines and on error pages, to be told by telephone."""

from secrets import token_hex
from time import perf_counter_ns

import structlog
from flask import Flask, Response, g, request

from app.web import metrics

NANOSECONDS = 1_000_000_000

log = structlog.get_logger()


def install(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    g.incident = token_hex(4).upper()
    g.started_ns = perf_counter_ns()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(incident=g.incident)


def finish(response: Response) -> Response:
    """Log the request by its endpoint; addresses hold references, so they are never written."""
    taken_ns = perf_counter_ns() - g.started_ns
    endpoint = request.endpoint or "unknown"
    log.info(
        "request",
        method=request.method,
        endpoint=endpoint,
        status=response.status_code,
        microseconds=taken_ns // 1000,
    )
    metrics.count(endpoint, response.status_code, taken_ns / NANOSECONDS)
    return response


def incident_number() -> str:
    number: str = g.incident
    return number
