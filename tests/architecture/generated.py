"""The parts of the documents that are made from the code: `python -m tests.architecture.generated`.

Each stands between `<!-- made: NAME -->` and `<!-- end -->`.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from app.accounts.permissions import PERMISSIONS, Permission, Role
from app.submissions.states import TRANSITIONS, Event, State
from app.web.access import RULES, Rule, Who
from tests.architecture.sources import ROOT

START = State.DRAFT


def submission_states() -> Iterator[str]:
    """The life of a submission as a diagram; what leads to the same end is drawn once."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {START}"
    for (before, after), events in by_arrow().items():
        yield f"    {before} --> {after}: {', '.join(sorted(events))}"
    yield "```"


def by_arrow() -> Mapping[tuple[State, State], list[Event]]:
    arrows: dict[tuple[State, State], list[Event]] = {}
    order = list(State)
    table = sorted(TRANSITIONS.items(), key=lambda entry: order.index(entry[0][0]))
    for (before, event), after in table:
        arrows.setdefault((before, after), []).append(event)
    return arrows


def permissions() -> Iterator[str]:
    """Which role may do what, in the departments it was given for."""
    roles = list(Role)
    yield f"| | {' | '.join(f'`{role}`' for role in roles)} |"
    yield f"|---|{'---|' * len(roles)}"
    for permission in Permission:
        marks = ("●" if permission in PERMISSIONS[role] else "" for role in roles)
        yield f"| `{permission}` | {' | '.join(marks)} |"


def access() -> Iterator[str]:
    """Who may open which route."""
    yield "| route | surface | who | department |"
    yield "|---|---|---|---|"
    for endpoint, rule in sorted(RULES.items()):
        own = "own" if rule.scope == "department" else ""
        yield f"| `{endpoint}` | {rule.surface} | {who(rule)} | {own} |"


def who(rule: Rule) -> str:
    if rule.who is Who.STAFF:
        return f"`{rule.permission}`" if rule.permission else "signed-in staff"
    return str(rule.who)


PARTS: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "submission states": ("docs/architecture.md", submission_states),
    "permissions": ("docs/security.md", permissions),
    "access": ("docs/security.md", access),
}


def block(name: str) -> re.Pattern[str]:
    """Find a part in a document: its first line, what was made, its last line."""
    return re.compile(rf"(<!-- made: {name} -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def text_of(name: str) -> str:
    _, make = PARTS[name]
    return "\n".join(make()) + "\n"


def main() -> None:
    for name, (path, _) in PARTS.items():
        document = ROOT / path
        text, found = block(name).subn(
            rf"\1{text_of(name)}\3", document.read_text(encoding="utf-8")
        )
        if found != 1:
            raise SystemExit(f"{path}: {name} has {found} places, not one")
        document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
