"""Who may do what where.  One function decides: `reach`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.errors import NotAllowed, NotFound
from forms.text import LocalText


class Permission(StrEnum):
    CASE_VIEW = "case.view"
    CASE_WORK = "case.work"  #: take, ask for correction, propose, close
    CASE_DECIDE = "case.decide"  #: decide alone (専決), where a procedure has no approval steps
    CASE_APPROVE = "case.approve"  #: approve or send back what somebody else proposed (決裁)
    CASE_FIX_FEE = "case.fix_fee"
    DELIVERY_ISSUE = "delivery.issue"
    MONEY_TAKE = "money.take"
    MONEY_REFUND = "money.refund"
    AUDIT_VIEW = "audit.view"
    PROCEDURES_PUBLISH = "procedures.publish"
    STAFF_MANAGE = "staff.manage"


class Role(StrEnum):
    CLERK = "clerk"
    SENIOR_CLERK = "senior_clerk"
    APPROVER = "approver"  #: 決裁者
    TREASURER = "treasurer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


#: From the most junior to the most senior; whoever may decide, their seniors may too.
RANKS = (Role.CLERK, Role.SENIOR_CLERK, Role.APPROVER)

_CLERK = frozenset(
    {
        Permission.CASE_VIEW,
        Permission.CASE_WORK,
        Permission.CASE_FIX_FEE,
        Permission.DELIVERY_ISSUE,
        Permission.MONEY_TAKE,
    }
)
#: An administrator defines procedures and staff, and reads no case.
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.CLERK: _CLERK,
    Role.SENIOR_CLERK: _CLERK | {Permission.CASE_DECIDE, Permission.CASE_APPROVE},
    Role.APPROVER: frozenset({Permission.CASE_VIEW, Permission.CASE_APPROVE}),
    Role.TREASURER: frozenset({Permission.MONEY_TAKE, Permission.MONEY_REFUND}),
    Role.ADMINISTRATOR: frozenset({Permission.PROCEDURES_PUBLISH, Permission.STAFF_MANAGE}),
    Role.AUDITOR: frozenset({Permission.CASE_VIEW, Permission.AUDIT_VIEW}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in one department."""

    role: Role
    department_code: str | None  #: None: in every department


@dataclass(frozen=True, slots=True)
class Reach:
    """The departments in which somebody may do something."""

    everywhere: bool
    departments: frozenset[str]

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.departments)

    def covers(self, department_code: str) -> bool:
        return self.everywhere or department_code in self.departments


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here and is signed in."""

    id: int
    login: str
    name: str
    department: LocalText  #: as the head of a page shows it; rights come from `grants` alone
    grants: tuple[Grant, ...]


class OutOfSight(NotFound):
    """The thing belongs to a department that this member may not look into.

    Answered exactly like a thing that does not exist.
    """


def reach(grants: Iterable[Grant], permission: Permission) -> Reach:
    """Return where these grants allow `permission`."""
    codes = {grant.department_code for grant in grants if permission in PERMISSIONS[grant.role]}
    return Reach(None in codes, frozenset(code for code in codes if code is not None))


def allows(grants: Iterable[Grant], permission: Permission, department_code: str) -> bool:
    return reach(grants, permission).covers(department_code)


def require(member: Member, permission: Permission, department_code: str) -> None:
    """Raise unless the member may do this to a thing of this department.

    Raises OutOfSight when they may not even look at the department's cases, else NotAllowed.
    """
    if allows(member.grants, permission, department_code):
        return
    if allows(member.grants, Permission.CASE_VIEW, department_code):
        raise NotAllowed(f"{permission} in {department_code}: staff {member.id}")
    raise OutOfSight(f"{permission} in {department_code}: staff {member.id}")
