"""What people do about refunds that do not arrive by themselves: hand back, send once more."""

from dataclasses import dataclass

from app.accounts.permissions import Member, Permission
from app.checkout import policy
from app.checkout.service import authority
from app.core.actor import staff
from app.core.db import reading
from app.core.errors import NotFound
from app.treasury import queries as treasury
from app.treasury.service import refunds
from app.treasury.service.refunds import RefundMoved
from payments.states import RefundState


@dataclass(frozen=True, slots=True)
class _Refund:
    gateway: str  #: by which the money came
    state: RefundState


def hand_back(member: Member, reference: str, refund_id: str) -> None:
    """Record that money which a clerk took was handed back.

    Raises NotFound, NotAllowed, RefundMoved when it went back already or goes another way.
    """
    refund = _refund(member, reference, refund_id)
    if not policy.may_hand_back(refund.gateway, refund.state):
        raise RefundMoved(f"refund {refund_id}: {refund.state} by {refund.gateway}")
    refunds.hand_back(refund_id, staff(member.id))


def retry(member: Member, reference: str, refund_id: str) -> None:
    """Send a refund that its gateway refused once more.  Raises as `hand_back`."""
    refund = _refund(member, reference, refund_id)
    if not policy.may_retry(refund.state):
        raise RefundMoved(f"refund {refund_id}: {refund.state}")
    refunds.retry(refund_id, staff(member.id))


def _refund(member: Member, reference: str, refund_id: str) -> _Refund:
    """Return a refund of that filing.  Raises NotFound, NotAllowed."""
    with reading() as session:
        submission = authority.visible(session, member, reference, Permission.MONEY_REFUND)
    view = treasury.payment_view(submission.id)
    gateways = {attempt.id: attempt.gateway for attempt in view.attempts}
    for each in view.refunds:
        if each.id == refund_id:
            return _Refund(gateways[each.attempt_id], RefundState(each.state))
    raise NotFound(f"refund {refund_id} of {reference}")
