"""People who work in the tests' city hall."""

from app.accounts import service
from app.accounts.permissions import Grant, Role
from app.core.actor import system
from forms.text import LocalText

ADMISSION = system("tests")
PASSWORD = "さくら咲く川沿いの道 2026"
#: Codes of departments, also of the demonstration's.
SHIMIN = "shimin"
KAIGO = "kaigo"


def open_departments() -> None:
    service.add_department(
        SHIMIN, LocalText("市民課", "Residents", "市民課《しみんか》"), ADMISSION
    )
    service.add_department(KAIGO, LocalText("介護保険課"), ADMISSION)


def admit(login: str, *grants: Grant) -> int:
    """Take somebody on; they sign in with PASSWORD."""
    new = service.NewStaff(login=login, name="窓口 花子", password=PASSWORD, grants=grants)
    return service.add_staff(new, ADMISSION)


def clerk_of(department_code: str) -> Grant:
    return Grant(Role.CLERK, department_code)
