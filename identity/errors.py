"""The errors of the identity island: whose turn it is when a check does not pass."""

from identity.reasons import ReasonCode, Retry, Step, retry_for


class IdentityError(Exception):
    """Base of everything this island raises."""


class IllegalTransition(IdentityError):
    """An identity check was asked to do what its state does not allow."""

    code = "illegal_transition"


class UnknownProvider(IdentityError):
    """No identity provider of that name is configured in this process."""


class TrustConfigurationError(IdentityError):
    """The trust anchors cannot be used as configured; the process must not start."""


class IdentityRejected(IdentityError):
    """The answer to a check is not acceptable.  `detail` is for the log and never shown."""

    def __init__(self, code: ReasonCode, step: Step, detail: str = "") -> None:
        super().__init__(f"{code} at {step}: {detail}" if detail else f"{code} at {step}")
        self.code = code
        self.step = step
        self.detail = detail
        self.retry: Retry = retry_for(code)


class IdentityPending(IdentityError):
    """Everything checked so far holds, but a source we depend on has no answer yet.

    Never a pass: the check stays open and is completed when the source answers.
    """

    def __init__(self, code: ReasonCode, step: Step) -> None:
        super().__init__(f"{code} at {step}")
        self.code = code
        self.step = step


class IdentityUnavailable(IdentityError):
    """The provider could not be reached; nothing is known about the person's answer."""
