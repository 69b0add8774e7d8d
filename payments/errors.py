"""What can go wrong with fees and with gateways, and whether trying again makes sense."""


class FeeError(Exception):
    """A fee cannot be worked out; nobody may be charged a guess instead.

    `code` is stable: it names the message in the catalogue and appears in logs.
    """

    code = "fee_unclear"


class PriceMissing(FeeError):
    """The table has no price for this row or weight, or no edition valid on this day."""

    code = "price_missing"


class PaymentError(Exception):
    """Something went wrong between us and a payment gateway.

    `code` is stable: it names the message in the catalogue and appears in logs.
    `retryable` says whether the same call may succeed later.
    """

    code = "payment_failed"
    retryable = False


class PaymentDeclined(PaymentError):
    """The gateway refused the payer's means of payment; asking again will not help."""

    code = "payment_declined"


class GatewayUnavailable(PaymentError):
    """No answer, or an answer we cannot trust; the payment's outcome is unknown."""

    code = "gateway_unavailable"
    retryable = True


class UnknownReference(PaymentError):
    """The gateway knows no payment under this reference."""

    code = "payment_unknown"


class ForgedEvent(PaymentError):
    """A body that does not prove it comes from the gateway; it must change nothing."""

    code = "event_forged"


class RefundRefused(PaymentError):
    """The gateway will not pay this back: never settled, or more than is left of it."""

    code = "refund_refused"


class AttemptConflict(PaymentError):
    """The same attempt or refund id came again with another amount."""

    code = "attempt_conflict"
