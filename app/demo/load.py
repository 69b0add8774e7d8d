"""Loads the demonstration municipality where it is missing; a second run changes nothing."""

from collections.abc import Sequence
from datetime import timedelta

from app.accounts import queries as accounts
from app.accounts import service as staffing
from app.core import clock
from app.core.actor import system
from app.demo.slots import DAYS_AHEAD, slots
from app.demo.staff import PASSWORD, members
from app.facilities import queries as houses
from app.facilities import service as facilities
from app.facilities.queries import Account, FacilityName
from app.procedures import service as procedures
from app.procedures.packs import Pack, read_pack
from app.procedures.reference import Coded, RevenueAccountEntry
from forms.text import LocalText

DEMO = system("demo")
NAME = LocalText("窓口市", "Madoguchi City", "窓口市《まどぐちし》")
CONTACT = LocalText(
    "窓口市役所 市民課 電話 000-000-0000（平日 8:30〜17:15）",
    "City hall, Citizens' Affairs Division, phone 000-000-0000 (weekdays 8:30–17:15)",
    "窓口市役所《まどぐちしやくしょ》 市民課《しみんか》 電話《でんわ》 000-000-0000"
    "（月曜日《げつようび》から金曜日《きんようび》 8:30〜17:15）",
)
#: Of the demonstration's general fund: a number of the right shape that is nobody's.
REGISTRATION_NUMBER = "T8000000000001"
YEARS_OF_HOLIDAYS = 3


def load() -> Sequence[str]:
    """Load what is missing and return the lines that say who can sign in."""
    pack = read_pack()
    departments = [each.content for each in pack.departments]
    if not accounts.departments():
        load_city(pack)
        load_departments(departments)
        load_people(departments)
    load_procedures(pack)
    open_slots(pack)
    return report(departments)


def load_city(pack: Pack) -> None:
    facilities.name_municipality(NAME, CONTACT, None, DEMO)
    facilities.put_accounts([account_of(each.content) for each in pack.accounts], DEMO)
    offices = pack.lists["offices"].content.choices
    facilities.put_facilities([FacilityName(each.value, each.label) for each in offices], DEMO)
    year = clock.today().year
    facilities.fill_holidays(year - 1, year + YEARS_OF_HOLIDAYS, DEMO)


def account_of(entry: RevenueAccountEntry) -> Account:
    taxable = entry.tax.value.startswith("taxable")
    return Account(
        code=entry.code,
        name=entry.name,
        fund=entry.fund,
        part=entry.part,
        title=entry.title,
        item=entry.item,
        section=entry.section,
        detail=entry.detail,
        tax=entry.tax.value,
        registration_number=REGISTRATION_NUMBER if taxable else None,
    )


def load_departments(departments: Sequence[Coded]) -> None:
    for department in departments:
        staffing.add_department(department.code, department.name, DEMO)


def load_people(departments: Sequence[Coded]) -> None:
    for member in members(tuple(each.code for each in departments)):
        staffing.add_staff(member, DEMO)


def load_procedures(pack: Pack) -> None:
    for name, reference in pack.lists.items():
        procedures.put_list(name, reference.content.choices, DEMO)
    procedures.put_codes("categories", [each.content for each in pack.categories], DEMO)
    procedures.put_codes("life_events", [each.content for each in pack.life_events], DEMO)
    for table in pack.tables.values():
        procedures.put_table(table.document, DEMO)
    for procedure in pack.procedures.values():
        procedures.publish(procedure.document, DEMO)


def open_slots(pack: Pack) -> None:
    today = clock.today()
    holidays = houses.holidays(today, today + timedelta(days=DAYS_AHEAD))
    rooms = pack.lists["facilities"].content.values()
    facilities.add_slots(slots(today, holidays, rooms), DEMO)


def report(departments: Sequence[Coded]) -> Sequence[str]:
    clerks = ", ".join(f"{each.code} / {each.code}-senior" for each in departments)
    return (
        f"職員（担当 / 係長） staff (clerk / senior): {clerks}",
        "決裁・会計・管理・監査: approver, treasurer, admin, auditor",
        f"パスワード password: {PASSWORD}",
    )
