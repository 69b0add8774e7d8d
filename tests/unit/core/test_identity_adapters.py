"""Whom a process believes: its own anchors in production, the test cards elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.adapters import build_adapters, card_providers, derived_key
from app.core.config import ConfigError, Settings
from app.core.trust_folder import TrustFolder
from identity.anchors import write_anchors
from identity.envelope import Purpose
from identity.errors import IdentityUnavailable
from identity.provider import Environment, StartContext
from identity.stub.authority import StubAuthority
from payments.adapters.demo_bank import DemoOrder

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


class NoOrders:
    """A demo bank where nobody pays."""

    def load(self, reference: str) -> DemoOrder | None:
        return None

    def store(self, order: DemoOrder) -> None:
        raise AssertionError(order.reference)


@pytest.fixture
def development(tmp_path: Path) -> Settings:
    return Settings(
        environment="development",
        secret_key="s" * 32,
        database_url="postgresql://nowhere/none",
        master_key=bytes(32),
        blind_index_key=bytes(range(32)),
        public_url="https://madoguchi.example.jp",
        var_dir=tmp_path,
    )


@pytest.fixture
def production(development: Settings) -> Settings:
    return replace(development, environment="production")


@pytest.fixture
def stub_anchors(tmp_path: Path) -> Path:
    folder = tmp_path / "anchors"
    folder.mkdir()
    anchors = StubAuthority.create(NOW).anchors()
    TrustFolder(folder).anchors_file.write_bytes(write_anchors(anchors))
    return folder


def context() -> StartContext:
    return StartContext(
        municipality="窓口市",
        session_id="browser",
        transaction_id="check",
        purpose=Purpose.SIGN,
        return_url="https://madoguchi.example.jp/finish",
        locale="ja",
        now=NOW,
    )


def test_development_believes_the_test_cards_and_production_nobody(
    development: Settings, production: Settings
) -> None:
    (cards,) = card_providers(development)
    assert cards.environment is Environment.STUB
    assert card_providers(production) == []
    assert "jpki" not in build_adapters(production, NoOrders()).identity


def test_a_check_has_to_wait_until_the_test_cards_have_started(development: Settings) -> None:
    with pytest.raises(IdentityUnavailable):
        build_adapters(development, NoOrders()).identity["jpki"].start(context())


def test_production_does_not_start_with_the_stubs_anchors(
    production: Settings, stub_anchors: Path
) -> None:
    with pytest.raises(ConfigError, match="TRUST_ANCHORS_DIR"):
        card_providers(replace(production, trust_anchors_dir=stub_anchors))


def test_anchors_that_are_missing_stop_the_start(production: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="TRUST_ANCHORS_DIR"):
        card_providers(replace(production, trust_anchors_dir=tmp_path / "nothing"))


def test_a_stub_labelled_as_tests_is_known_and_not_believed(
    development: Settings, stub_anchors: Path
) -> None:
    (cards,) = card_providers(replace(development, trust_anchors_dir=stub_anchors))
    assert cards.environment is Environment.JPKI_TEST


def test_records_of_a_demonstration_say_so(development: Settings, production: Settings) -> None:
    for settings, environment in (
        (development, Environment.SANDBOX),
        (production, Environment.PRODUCTION),
    ):
        identity = build_adapters(settings, NoOrders()).identity
        assert identity["counter"].environment is environment
        assert identity["contact_code"].environment is environment


def test_each_purpose_has_a_key_of_its_own(development: Settings) -> None:
    keys = {derived_key(development, purpose) for purpose in ("identity subject", "contact code")}
    assert len(keys) == 2
    assert development.blind_index_key not in keys
