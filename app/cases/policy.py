"""Who may do what with a case, in which state: one table, for the buttons and for the services."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.accounts.permissions import RANKS, Grant, Permission, Role, allows
from app.cases.states import DecisionState
from app.core.errors import Conflict, Invalid, NotAllowed
from app.procedures.definition import Kind
from app.submissions.states import DECIDED, ENDED, Event, State

#: How long a decision can be taken back before anybody is told.
UNDO = timedelta(minutes=5)
LONGEST_CORRECTION_DAYS = 60


class Outcome(StrEnum):
    """How a case is decided."""

    APPROVED = "approved"
    REJECTED = "rejected"
    ACKNOWLEDGED = "acknowledged"

    @property
    def event(self) -> Event:
        return Event(self.value)


#: A notification is received, never granted or refused (行政手続法37条); an advance filing is
#: decided at the visit.
OUTCOMES: Mapping[Kind, tuple[Outcome, ...]] = {
    Kind.APPLICATION: (Outcome.APPROVED, Outcome.REJECTED),
    Kind.CONTRACT: (Outcome.APPROVED, Outcome.REJECTED),
    Kind.NOTIFICATION: (Outcome.ACKNOWLEDGED,),
    Kind.ADVANCE: (),
}


class NoteKind(StrEnum):
    """What a note is for; the reason of a closing is told to the citizen too."""

    NOTE = "note"
    CLOSED = "closed"
    REOPENED = "reopened"


class Verdict(StrEnum):
    """What an approver says of a proposal."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"


class Action(StrEnum):
    TAKE = "take"
    GIVE_BACK = "give_back"
    NOTE = "note"
    REQUEST_CORRECTION = "request_correction"
    FIX_FEE = "fix_fee"
    PROPOSE = "propose"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    UNDO = "undo"
    REOPEN = "reopen"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Part:
    """What one member has to do with the newest decision of a case."""

    state: DecisionState
    proposed: bool
    approved: bool
    is_last_step: bool

    @property
    def took_part(self) -> bool:
        return self.proposed or self.approved


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A case as one member of staff stands before it."""

    state: State
    kind: Kind
    permissions: frozenset[Permission]
    arrived: bool
    charges_fee: bool
    is_mine: bool
    may_decide: bool  #: holds the rank that decides this procedure
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What an action needs before one looks at persons."""

    permission: Permission
    states: frozenset[State]


_OPEN = frozenset(
    {
        State.AWAITING_PAYMENT,
        State.RECEIVED,
        State.IN_REVIEW,
        State.RETURNED,
        State.AWAITING_FEE,
    }
)
NEEDS: Mapping[Action, Needs] = {
    Action.TAKE: Needs(Permission.CASE_WORK, frozenset({State.RECEIVED, State.IN_REVIEW})),
    Action.GIVE_BACK: Needs(Permission.CASE_WORK, frozenset(State) - ENDED),
    Action.NOTE: Needs(Permission.CASE_WORK, frozenset(State) - {State.DRAFT}),
    Action.REQUEST_CORRECTION: Needs(Permission.CASE_WORK, frozenset({State.IN_REVIEW})),
    Action.FIX_FEE: Needs(
        Permission.CASE_FIX_FEE, frozenset({State.IN_REVIEW, State.AWAITING_FEE})
    ),
    Action.PROPOSE: Needs(Permission.CASE_WORK, frozenset({State.IN_REVIEW, State.RETURNED})),
    Action.APPROVE: Needs(Permission.CASE_APPROVE, frozenset({State.AWAITING_APPROVAL})),
    Action.SEND_BACK: Needs(Permission.CASE_APPROVE, frozenset({State.AWAITING_APPROVAL})),
    Action.UNDO: Needs(Permission.CASE_VIEW, DECIDED),
    Action.REOPEN: Needs(Permission.CASE_APPROVE, DECIDED),
    Action.CLOSE: Needs(Permission.CASE_WORK, _OPEN),
}


class ActionImpossible(Conflict):
    """The case is no longer as the page showed it."""

    code = "action_impossible"


class SecondPersonNeeded(NotAllowed):
    """Somebody else has to do this: nobody judges their own work."""

    code = "second_person_needed"


class FeeOpen(Conflict):
    """The fee was not paid yet, so nothing can be granted."""

    code = "fee_open"


def permissions_in(grants: Iterable[Grant], department_code: str) -> frozenset[Permission]:
    held = tuple(grants)
    return frozenset(each for each in Permission if allows(held, each, department_code))


def may_decide(grants: Iterable[Grant], department_code: str, decider: str) -> bool:
    """Say whether somebody holds the role that decides a procedure, or one above it."""
    enough = RANKS[RANKS.index(Role(decider)) :]
    return any(
        grant.role in enough and grant.department_code in (None, department_code)
        for grant in grants
    )


def decides_alone(situation: Situation) -> bool:
    """Say whether this member decides without anybody's approval, where no step is asked for."""
    return situation.may_decide and Permission.CASE_DECIDE in situation.permissions


def steps_needed(steps: int, *, decides_alone: bool) -> int:
    """Return how many people approve after the proposer.

    Without approval steps the decider proposes and decides in one act (専決); when somebody else
    prepares the decision, the decider's act is the one step it needs.
    """
    return steps if steps or decides_alone else 1


def require(action: Action, situation: Situation) -> None:
    """Raise NotAllowed, SecondPersonNeeded or ActionImpossible unless the action may be done now.

    Who is not allowed learns that first: it does not depend on the state.
    """
    needs = NEEDS[action]
    if needs.permission not in situation.permissions:
        raise NotAllowed(f"{action} needs {needs.permission}")
    if situation.state not in needs.states or not _makes_sense(action, situation):
        raise ActionImpossible(f"{action} in state {situation.state}")
    if not _is_the_right_person(action, situation):
        raise SecondPersonNeeded(action)


def possible(situation: Situation) -> frozenset[Action]:
    """Return what a member may do now: the buttons of the case page."""
    return frozenset(action for action in Action if _is_possible(action, situation))


def _is_possible(action: Action, situation: Situation) -> bool:
    try:
        require(action, situation)
    except (NotAllowed, Conflict):
        return False
    return True


def _makes_sense(action: Action, situation: Situation) -> bool:
    condition = _CONDITIONS.get(action)
    return condition is None or condition(situation)


def _is_the_right_person(action: Action, situation: Situation) -> bool:
    rule = _PERSONS.get(action)
    return rule is None or situation.part is None or rule(situation, situation.part)


def _decision_is(state: DecisionState) -> Callable[[Situation], bool]:
    return lambda situation: situation.part is not None and situation.part.state is state


_CONDITIONS: Mapping[Action, Callable[[Situation], bool]] = {
    Action.TAKE: lambda case: case.kind is not Kind.ADVANCE and not case.is_mine,
    Action.GIVE_BACK: lambda case: case.is_mine,
    Action.FIX_FEE: lambda case: case.charges_fee,
    Action.CLOSE: lambda case: case.arrived,
    Action.UNDO: _decision_is(DecisionState.DECIDED),
    Action.REOPEN: _decision_is(DecisionState.PUBLISHED),
}

#: Nobody approves their own proposal, and whoever reopens took no part in the decision.
_PERSONS: Mapping[Action, Callable[[Situation, Part], bool]] = {
    Action.APPROVE: lambda case, part: (
        not part.took_part and (case.may_decide or not part.is_last_step)
    ),
    Action.SEND_BACK: lambda _, part: not part.proposed,
    Action.UNDO: lambda _, part: part.took_part,
    Action.REOPEN: lambda _, part: not part.took_part,
}


def outcomes(kind: Kind, state: State) -> tuple[Outcome, ...]:
    """Return how a case may be decided now; what was not mended can only be refused.

    Source: 行政手続法7条 (a formal defect: have it mended, or refuse).
    """
    fitting = OUTCOMES[kind]
    if state is State.RETURNED:
        return tuple(each for each in fitting if each is Outcome.REJECTED)
    return fitting


def check_proposal(situation: Situation, outcome: Outcome, reasons: str, owed_yen: int) -> None:
    """Raise Invalid for an outcome that does not fit or a refusal without reasons, else FeeOpen.

    Source: 行政手続法8条 (reasons are given together with the refusal).
    """
    if outcome not in outcomes(situation.kind, situation.state):
        raise Invalid({"outcome": "staff.trouble.outcome"})
    if outcome is Outcome.REJECTED and not reasons.strip():
        raise Invalid({"reasons": "staff.trouble.reasons"})
    if outcome is Outcome.APPROVED and owed_yen > 0:
        raise FeeOpen(f"{owed_yen} yen")


def check_correction(reasons: Mapping[str, str], known: Iterable[str], days: int) -> None:
    """Raise Invalid unless at least one field is named with its reason, and the time is fair.

    Source: 行政手続法7条 (相当の期間を定めて補正を求める).
    """
    problems = {}
    if not reasons:
        problems["reasons"] = "staff.trouble.correction_reasons"
    if set(reasons) - set(known):
        problems["reasons"] = "staff.trouble.correction_field"
    if not 1 <= days <= LONGEST_CORRECTION_DAYS:
        problems["days"] = "staff.trouble.correction_days"
    if problems:
        raise Invalid(problems)
