"""Pure rules of identity checks: what may wait, how often somebody may try, how long it is kept."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.procedures.definition import ContactCode, Identity, IdentityMatch
from identity.matching import ClaimedPerson
from identity.states import CheckState

#: How long a check may take from its start; the challenge inside ends sooner.
LIFETIME = timedelta(minutes=10)
#: More than anybody needs to find the right card, fewer than a flood.
SIGNINGS_AN_HOUR = 20
CODES_AN_HOUR = 5
#: What an unsuccessful check held of a person is erased after this time.
FORGOTTEN_AFTER = timedelta(hours=24)

#: Answered, and not decided yet: nobody can begin another check of the same answers.
UNDECIDED = frozenset({CheckState.RESPONDED, CheckState.PENDING_REVOCATION})
#: Waiting for the person.
UNANSWERED = frozenset({CheckState.CREATED, CheckState.STARTED})
UNSUCCESSFUL = frozenset({CheckState.REJECTED, CheckState.EXPIRED, CheckState.CANCELLED})

#: Whose address a code goes to, first found first: whoever files, not only the person.
CONTACTS = ("applicant.email", "agent.email", "corporation.email", "beneficiary.email")

RoleValues = Mapping[str, Sequence[str]]


def may_confirm_contact(identity: Identity) -> bool:
    return identity.contact_code is ContactCode.OPTIONAL


def contact_of(roles: RoleValues) -> str:
    """Return the address that codes and messages go to; empty where the form has none.

    Whoever files is told, not only the person it is about.
    """
    return next((roles[role][0] for role in CONTACTS if roles.get(role)), "")


def claimed_person(match: IdentityMatch | None, roles: RoleValues) -> ClaimedPerson | None:
    """Return who the answers say is signing, or None where nothing is compared."""
    if match is None:
        return None
    born = _first(roles, match.birth_date)
    return ClaimedPerson(
        name=_first(roles, match.name),
        birth_date=None if born is None else date.fromisoformat(born),
        address=_first(roles, match.address),
    )


def _first(roles: RoleValues, role: str | None) -> str | None:
    found = roles.get(role) if role is not None else None
    return found[0] if found else None
