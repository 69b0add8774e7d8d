"""Whatever a page, a list or a message may have to call by name has words in every language."""

import re
from collections.abc import Iterable

import pytest

from app.accounts.permissions import Role
from app.cases.policy import Action
from app.cases.queries.queue import Tab
from app.cases.states import DecisionState
from app.core.texts import Texts
from app.delivery.service import Shown
from app.delivery.states import DeliveryState
from app.factory import LOCALES
from app.notices.policy import KINDS
from app.procedures.definition import ClockUnit, DeliveryMethod, IdentityMeans, Kind
from app.submissions.states import Event, State
from identity.states import CheckState
from payments.methods import PaymentMethod
from payments.refund import Occasion
from payments.states import AttemptState, RefundState
from tests.architecture.sources import ROOT

TEMPLATES = ROOT / "app" / "web" / "templates"
#: A family of texts in a template, of which the last part is looked up.
FAMILY = re.compile(r"""\b(?:t|plain)\(["']([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\.["'] ~""")
FAMILIES: tuple[tuple[str, Iterable[str]], ...] = (
    ("delivery.method", DeliveryMethod),
    ("delivery.state", DeliveryState),
    ("history", Event),
    ("mail", KINDS.values()),
    ("payment.method", PaymentMethod),
    ("procedure.days_by", ClockUnit),
    ("procedure.identity_by", IdentityMeans),
    ("procedure.start", Kind),
    ("refund.occasion", Occasion),
    ("staff.action", Action),
    ("staff.attempt", AttemptState),
    ("staff.decision", DecisionState),
    ("staff.delivery_state", DeliveryState),
    ("staff.document", Shown),
    ("staff.history", Event),
    ("staff.identity", CheckState),
    ("staff.refund", RefundState),
    ("staff.role", Role),
    ("staff.tab", Tab),
    ("state.citizen", State),
    ("state.explained", State),
    ("state.staff", State),
)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(LOCALES, strict=True)


@pytest.mark.parametrize(("family", "names"), FAMILIES, ids=[name for name, _ in FAMILIES])
def test_every_name_has_words(family: str, names: Iterable[str], texts: Texts) -> None:
    assert sorted(name for name in names if not texts.has(f"{family}.{name}")) == []


def test_every_family_that_a_template_looks_into_exists(texts: Texts) -> None:
    said = {
        family
        for template in TEMPLATES.rglob("*.html")
        for family in FAMILY.findall(template.read_text(encoding="utf-8"))
    }
    known = {key.rsplit(".", depth)[0] for key in texts.catalogues["ja"] for depth in range(1, 4)}
    assert sorted(said - known) == []
