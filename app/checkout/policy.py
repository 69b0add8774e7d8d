"""Pure rules of paying: by which means, in which states, and what goes back on which occasion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.submissions.states import ENDED, Event, State
from payments.fees import FeeSchedule, FeeTiming
from payments.gateway import GatewayRegistry
from payments.lines import QuoteLine
from payments.methods import PaymentMethod
from payments.refund import Occasion, RefundDue, RefundPolicy, refund_due
from payments.states import RefundState

#: Name of the gateway by which clerks take money; what came by it is handed back by hand.
COUNTER = "counter"
#: States in which a filing waits for money.
WAITING = frozenset({State.AWAITING_PAYMENT, State.AWAITING_FEE})
#: What a till and the terminal beside it take; Pay-easy is paid at a bank.
AT_COUNTER = frozenset(PaymentMethod) - {PaymentMethod.PAY_EASY}


@dataclass(frozen=True, slots=True)
class Offer:
    """One means of payment as the payer may choose it."""

    gateway: str
    method: PaymentMethod
    online: bool

    @property
    def name(self) -> str:
        return self.method.value

    @property
    def value(self) -> str:
        """Return what the form posts."""
        return f"{self.gateway}.{self.method}"


def offers(fee: FeeSchedule, gateways: GatewayRegistry) -> tuple[Offer, ...]:
    """Return every means that the fee allows and a gateway takes, in the order of the fee."""
    return tuple(
        Offer(gateway.name, method, online=gateway.needs_redirect)
        for method in fee.methods
        for gateway in gateways
        if method in gateway.methods
    )


def may_pay_online(state: State) -> bool:
    return state in WAITING


def may_pay_at_counter(state: State, timing: FeeTiming) -> bool:
    """A fee due at the visit is taken whenever the person stands there."""
    if timing is FeeTiming.AT_VISIT:
        return state not in ENDED | {State.DRAFT}
    return state in WAITING


def may_hand_back(gateway: str, state: RefundState) -> bool:
    """Say whether money goes back by hand: only what a clerk took (the ledger says from where)."""
    return gateway == COUNTER and state is not RefundState.DONE


def may_retry(state: RefundState) -> bool:
    return state is RefundState.FAILED


#: Endings that say by themselves why money may go back.
_ENDINGS: Mapping[Event, Occasion] = {
    Event.TIMED_OUT: Occasion.CITYS_FAULT,
    Event.CLOSED: Occasion.CLOSED,
}


def occasion_of(event: Event, to_state: State, *, reviewed: bool) -> Occasion | None:
    """Return why money may go back after a change, or None where it stays."""
    if event is Event.WITHDRAWN:
        after, before = Occasion.WITHDRAWN_AFTER_REVIEW, Occasion.WITHDRAWN_BEFORE_REVIEW
        return after if reviewed else before
    if event is Event.PUBLISHED and to_state is State.REJECTED:
        return Occasion.REFUSED
    return _ENDINGS.get(event)


def due_back(
    lines: Iterable[QuoteLine],
    policies: Mapping[str, RefundPolicy],
    occasion: Occasion,
    days_before: int | None,
) -> RefundDue:
    """Return what goes back of a paid bill; `days_before` counts to the day of use.

    Who withdraws a booking after somebody has worked on it cancels it: lines whose policy has
    steps by days follow those, all others the rule of the occasion.
    """
    cancels = occasion is Occasion.WITHDRAWN_AFTER_REVIEW and days_before is not None
    booked: list[QuoteLine] = []
    others: list[QuoteLine] = []
    for line in lines:
        policy = policies.get(line.refund_policy or "")
        (booked if cancels and policy and policy.cancelled else others).append(line)
    return RefundDue(
        (
            *refund_due(booked, policies, Occasion.CANCELLED, days_before).parts,
            *refund_due(others, policies, occasion).parts,
        )
    )
