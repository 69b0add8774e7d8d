"""The life of a check, the reasons it can end for, and the providers by name."""

import itertools

import pytest

from identity.adapters.counter import CounterProvider
from identity.errors import IdentityRejected, IllegalTransition, UnknownProvider
from identity.provider import Environment, IdentityProviders
from identity.reasons import ReasonClass, ReasonCode, Retry, Step, class_of, message_key
from identity.states import FINAL_STATES, TRANSITIONS, CheckEvent, CheckState, next_state


@pytest.mark.parametrize(("state", "event"), list(itertools.product(CheckState, CheckEvent)))
def test_every_pair_not_in_the_table_is_refused(state: CheckState, event: CheckEvent) -> None:
    if (state, event) in TRANSITIONS:
        assert next_state(state, event) is TRANSITIONS[state, event]
    else:
        with pytest.raises(IllegalTransition):
            next_state(state, event)


def test_nothing_leads_out_of_a_final_state() -> None:
    assert not {state for state, _ in TRANSITIONS} & FINAL_STATES


def test_check_waiting_for_revocation_data_never_times_out() -> None:
    assert (CheckState.PENDING_REVOCATION, CheckEvent.TIMED_OUT) not in TRANSITIONS


@pytest.mark.parametrize("code", ReasonCode)
def test_every_code_has_a_class_and_a_message(code: ReasonCode) -> None:
    assert message_key(code) == f"identity.reason.{class_of(code)}"


def test_every_class_is_reached_by_some_code() -> None:
    assert {class_of(code) for code in ReasonCode} == set(ReasonClass)


@pytest.mark.parametrize(
    ("code", "retry"),
    [
        (ReasonCode.CONTACT_CODE_WRONG, Retry.SAME),
        (ReasonCode.SIG_VALUE_INVALID, Retry.NEW),
        (ReasonCode.REV_REVOKED, Retry.NO),
    ],
)
def test_refusal_says_whether_trying_again_can_help(code: ReasonCode, retry: Retry) -> None:
    assert IdentityRejected(code, Step.SIGNATURE).retry is retry


def test_registry_refuses_two_providers_of_one_name() -> None:
    counter = CounterProvider(Environment.STUB)
    with pytest.raises(ValueError, match="'counter'"):
        IdentityProviders(counter, counter)


def test_registry_finds_providers_by_name_only() -> None:
    counter = CounterProvider(Environment.STUB)
    providers = IdentityProviders(counter)
    assert providers["counter"] is counter
    assert list(providers) == [counter]
    assert "jpki" not in providers
    with pytest.raises(UnknownProvider):
        providers["jpki"]
