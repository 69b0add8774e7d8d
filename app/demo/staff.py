"""Who works in the demonstration municipality."""

from app.accounts.permissions import Grant, Role
from app.accounts.service import NewStaff

#: Printed at every start; it opens nothing outside the demonstration.
PASSWORD = "madoguchi-demo"  # noqa: S105

CITIZENS = "shimin"


def members(departments: tuple[str, ...]) -> tuple[NewStaff, ...]:
    """Return a clerk and a senior clerk of every department, and those who work for all."""
    shared = (
        _member("approver", "決裁 担当", Grant(Role.APPROVER, None)),
        _member("treasurer", "会計 担当", Grant(Role.TREASURER, None)),
        _member("admin", "管理 担当", Grant(Role.ADMINISTRATOR, None)),
        _member("auditor", "監査 担当", Grant(Role.AUDITOR, None)),
    )
    return (*(each for code in departments for each in _of_department(code)), *shared)


def _of_department(code: str) -> tuple[NewStaff, NewStaff]:
    return (
        _member(code, f"{code} 担当", Grant(Role.CLERK, code)),
        _member(f"{code}-senior", f"{code} 係長", Grant(Role.SENIOR_CLERK, code)),
    )


def _member(login: str, name: str, grant: Grant) -> NewStaff:
    return NewStaff(login=login, name=name, password=PASSWORD, grants=(grant,))
