"""What follows a change of state: the jobs that are queued in the same transaction."""

from collections.abc import Mapping

from app.submissions.states import Event

EFFECTS: Mapping[Event, tuple[str, ...]] = {
    Event.FEE_SETTLED: ("notices.tell",),
    Event.RETURNED: ("notices.tell",),
    Event.CORRECTED: ("notices.tell",),
    Event.FEE_REQUESTED: ("notices.tell",),
    Event.FEE_WAIVED: ("notices.tell",),
    # A decision is told, issued and refunded when it is published, not when it is made.
    Event.PUBLISHED: ("notices.tell", "delivery.open", "checkout.apply_refund_policy"),
    Event.REOPENED: ("notices.tell",),
    Event.WITHDRAWN: ("notices.tell", "checkout.apply_refund_policy"),
    Event.CLOSED: ("notices.tell", "checkout.apply_refund_policy"),
    Event.TIMED_OUT: ("checkout.apply_refund_policy",),
}
