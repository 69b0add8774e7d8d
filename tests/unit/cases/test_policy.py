"""Who may do what with a case."""

from dataclasses import replace

import pytest

from app.accounts.permissions import PERMISSIONS, Grant, Permission, Role
from app.cases import policy
from app.cases.policy import Action, FeeOpen, Outcome, Part, SecondPersonNeeded, Situation
from app.cases.states import DecisionState
from app.core.errors import Invalid, NotAllowed
from app.procedures.definition import Kind
from app.submissions.states import ENDED, State

EVERYTHING = frozenset(Permission)


def case(state: State = State.IN_REVIEW, **other: object) -> Situation:
    situation = Situation(
        state=state,
        kind=Kind.APPLICATION,
        permissions=EVERYTHING,
        arrived=True,
        charges_fee=True,
        is_mine=False,
        may_decide=True,
    )
    return replace(situation, **other)  # type: ignore[arg-type]


def part(state: DecisionState, **other: bool) -> Part:
    facts = {"proposed": False, "approved": False, "is_last_step": True, **other}
    return Part(state, **facts)


def test_a_case_in_review_can_be_worked_on_in_every_way() -> None:
    assert policy.possible(case()) == {
        Action.TAKE,
        Action.NOTE,
        Action.REQUEST_CORRECTION,
        Action.FIX_FEE,
        Action.PROPOSE,
        Action.CLOSE,
    }


def test_a_received_case_must_be_taken_before_it_is_judged() -> None:
    possible = policy.possible(case(State.RECEIVED))
    assert possible == {Action.TAKE, Action.NOTE, Action.CLOSE}


def test_an_advance_filing_is_not_reviewed() -> None:
    """What is typed before a visit is judged at the visit."""
    waiting = case(State.RECEIVED, kind=Kind.ADVANCE, arrived=False)
    assert policy.possible(waiting) == {Action.NOTE}


def test_only_whoever_has_the_case_gives_it_back() -> None:
    assert Action.GIVE_BACK in policy.possible(case(is_mine=True))
    assert Action.GIVE_BACK not in policy.possible(case(is_mine=False))


def test_an_auditor_changes_nothing() -> None:
    permissions = PERMISSIONS[Role.AUDITOR]
    for state in State:
        assert policy.possible(case(state, permissions=permissions)) == frozenset()


def test_an_ended_case_takes_notes_only() -> None:
    for state in ENDED:
        assert policy.possible(case(state)) == {Action.NOTE}


def test_nobody_approves_their_own_proposal() -> None:
    own = case(State.AWAITING_APPROVAL, part=part(DecisionState.PROPOSED, proposed=True))
    assert not policy.possible(own) & {Action.APPROVE, Action.SEND_BACK}
    with pytest.raises(SecondPersonNeeded):
        policy.require(Action.APPROVE, own)


def test_nobody_approves_two_steps_of_one_proposal() -> None:
    second = case(State.AWAITING_APPROVAL, part=part(DecisionState.PROPOSED, approved=True))
    assert Action.APPROVE not in policy.possible(second)


@pytest.mark.parametrize(("is_last_step", "allowed"), [(True, False), (False, True)])
def test_the_last_step_needs_the_rank_that_decides(is_last_step: bool, allowed: bool) -> None:
    proposal = part(DecisionState.PROPOSED, is_last_step=is_last_step)
    junior = case(State.AWAITING_APPROVAL, may_decide=False, part=proposal)
    assert (Action.APPROVE in policy.possible(junior)) is allowed


def test_whoever_decided_undoes_it_before_it_is_published() -> None:
    decided = part(DecisionState.DECIDED, approved=True)
    assert Action.UNDO in policy.possible(case(State.APPROVED, part=decided))
    published = part(DecisionState.PUBLISHED, approved=True)
    assert Action.UNDO not in policy.possible(case(State.APPROVED, part=published))


def test_a_published_decision_is_reopened_by_somebody_who_took_no_part_in_it() -> None:
    stranger = part(DecisionState.PUBLISHED)
    assert Action.REOPEN in policy.possible(case(State.REJECTED, part=stranger))
    with pytest.raises(SecondPersonNeeded):
        own = part(DecisionState.PUBLISHED, proposed=True)
        policy.require(Action.REOPEN, case(State.REJECTED, part=own))


def test_a_missing_right_is_told_before_the_state() -> None:
    with pytest.raises(NotAllowed):
        policy.require(Action.APPROVE, case(State.RECEIVED, permissions=frozenset()))


def test_a_filing_that_did_not_arrive_is_not_closed_by_a_clerk() -> None:
    assert Action.CLOSE not in policy.possible(case(State.AWAITING_PAYMENT, arrived=False))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.APPLICATION, {Outcome.APPROVED, Outcome.REJECTED}),
        (Kind.CONTRACT, {Outcome.APPROVED, Outcome.REJECTED}),
        (Kind.NOTIFICATION, {Outcome.ACKNOWLEDGED}),
        (Kind.ADVANCE, set()),
    ],
)
def test_the_outcomes_are_those_of_the_kind(kind: Kind, expected: set[Outcome]) -> None:
    assert set(policy.outcomes(kind, State.IN_REVIEW)) == expected


def test_what_was_not_mended_can_only_be_refused() -> None:
    """行政手続法7条."""
    assert policy.outcomes(Kind.APPLICATION, State.RETURNED) == (Outcome.REJECTED,)
    assert policy.outcomes(Kind.NOTIFICATION, State.RETURNED) == ()


def test_a_notification_is_never_refused() -> None:
    """行政手続法37条."""
    with pytest.raises(Invalid):
        policy.check_proposal(case(kind=Kind.NOTIFICATION), Outcome.REJECTED, "様式が違う", 0)


@pytest.mark.parametrize("reasons", ["", "　 \n"])
def test_a_refusal_needs_reasons(reasons: str) -> None:
    """行政手続法8条."""
    with pytest.raises(Invalid, match=r"staff\.trouble\.reasons"):
        policy.check_proposal(case(), Outcome.REJECTED, reasons, 0)
    policy.check_proposal(case(), Outcome.REJECTED, "住民基本台帳法12条の請求者に当たらない", 300)


def test_nothing_is_granted_while_a_fee_is_owed() -> None:
    with pytest.raises(FeeOpen):
        policy.check_proposal(case(), Outcome.APPROVED, "", 450)
    policy.check_proposal(case(), Outcome.APPROVED, "", 0)


def test_a_correction_names_at_least_one_field() -> None:
    with pytest.raises(Invalid, match="correction_reasons"):
        policy.check_correction({}, ["honseki"], 14)


def test_a_correction_names_only_fields_of_the_form() -> None:
    with pytest.raises(Invalid, match="correction_field"):
        policy.check_correction({"my_number": "違います"}, ["honseki"], 14)


def test_a_correction_with_a_reason_and_a_fair_time_is_taken() -> None:
    policy.check_correction({"honseki": "番地まで記入してください"}, ["honseki"], 14)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_an_event_of_the_filing(outcome: Outcome) -> None:
    assert outcome.event.value == outcome.value


@pytest.mark.parametrize("days", [0, 61])
def test_a_correction_gives_a_fair_time(days: int) -> None:
    with pytest.raises(Invalid, match="correction_days"):
        policy.check_correction({"honseki": "番地まで記入してください"}, ["honseki"], days)


@pytest.mark.parametrize(
    ("steps", "decides_alone", "needed"), [(0, True, 0), (0, False, 1), (1, True, 1), (2, False, 2)]
)
def test_a_proposer_who_may_not_decide_needs_one_who_may(
    steps: int, decides_alone: bool, needed: int
) -> None:
    assert policy.steps_needed(steps, decides_alone=decides_alone) == needed


@pytest.mark.parametrize(
    ("role", "department", "decider", "allowed"),
    [
        (Role.SENIOR_CLERK, "shimin", "senior_clerk", True),
        (Role.APPROVER, "shimin", "senior_clerk", True),
        (Role.CLERK, "shimin", "senior_clerk", False),
        (Role.SENIOR_CLERK, "shimin", "approver", False),
        (Role.SENIOR_CLERK, "kaigo", "senior_clerk", False),
        (Role.APPROVER, None, "approver", True),
        (Role.ADMINISTRATOR, "shimin", "clerk", False),
    ],
)
def test_the_named_role_decides_and_those_above_it_in_its_department(
    role: Role, department: str | None, decider: str, allowed: bool
) -> None:
    assert policy.may_decide([Grant(role, department)], "shimin", decider) is allowed


def test_deciding_alone_needs_the_rank_and_the_right() -> None:
    assert policy.decides_alone(case())
    assert not policy.decides_alone(case(may_decide=False))
    assert not policy.decides_alone(case(permissions=frozenset({Permission.CASE_WORK})))


def test_rights_are_those_of_the_case_s_department() -> None:
    grants = [Grant(Role.CLERK, "shimin"), Grant(Role.AUDITOR, None)]
    assert Permission.CASE_WORK in policy.permissions_in(grants, "shimin")
    assert policy.permissions_in(grants, "kaigo") == PERMISSIONS[Role.AUDITOR]
