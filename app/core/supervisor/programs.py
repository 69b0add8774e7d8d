"""Which programs of ours an installation consists of."""

import importlib.util
from collections.abc import Mapping

from app.core.supervisor.children import Program
from app.core.supervisor.environment import port, stub_port

STUB = "app.web.stub"
FLASK = ("-m", "flask", "--app", "wsgi")


def programs(env: Mapping[str, str]) -> tuple[Program, ...]:
    """Return the programs that stay: web, worker and, outside production, the test card's pages."""
    web = Program("web", ("serve.py", "wsgi:app", str(port(env))), port(env))
    worker = Program("worker", (*FLASK, "worker"))
    stub = stub_port(env)
    if stub is None or importlib.util.find_spec(STUB) is None:
        return web, worker
    return web, worker, Program("stub", ("serve.py", f"{STUB}.wsgi:app", str(stub)), stub)
