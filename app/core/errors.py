"""The one family of errors that a page may show."""


class AppError(Exception):
    """Base of every error a page may show.

    `code` is stable: it names the message in the catalogue (`error.<code>`) and appears in logs.
    The exception's own text is for us and is never shown.
    """

    code = "internal"


class NotFound(AppError):
    """There is no such thing, or whoever asks must not learn that there is."""

    code = "not_found"


class NotAllowed(AppError):
    """The person is known, and may not do this."""

    code = "not_allowed"


class Conflict(AppError):
    """The thing is in another state than the person believed; nothing was changed."""

    code = "conflict"


class Stale(Conflict):
    """Somebody else changed the same thing first; nothing was overwritten."""

    code = "stale"


class Invalid(AppError):
    """What was typed cannot be taken; `problems` says what and where.

    `problems` maps a field's name to a message key of the catalogue.
    """

    code = "invalid"

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {key}" for field, key in problems.items()))
        self.problems = problems


class TooMany(AppError):
    """Too many tries in too short a time."""

    code = "too_many"


class ServiceUnavailable(AppError):
    """Another system does not answer; trying again later makes sense."""

    code = "unavailable"
