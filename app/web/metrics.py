"""Counts of requests for whoever watches the machines; nothing about persons."""

from flask import Flask, current_app
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "madoguchi_requests_total",
            "Answered requests",
            ("endpoint", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "madoguchi_request_seconds",
            "How long requests take",
            ("endpoint",),
            registry=self.registry,
        )


def install(app: Flask) -> None:
    app.extensions["metrics"] = Metrics()


def count(endpoint: str, status: int, seconds: float) -> None:
    metrics: Metrics = current_app.extensions["metrics"]
    metrics.requests.labels(endpoint, str(status)).inc()
    metrics.seconds.labels(endpoint).observe(seconds)


def text() -> bytes:
    """Return the counters in the form that Prometheus reads."""
    metrics: Metrics = current_app.extensions["metrics"]
    return generate_latest(metrics.registry)
