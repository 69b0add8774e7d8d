"""The municipality, its houses, accounts and closed days."""

from dataclasses import replace
from datetime import date

import pytest

from app.facilities import queries, service
from app.facilities.queries import Account, FacilityName, MunicipalityFacts
from forms.text import LocalText
from tests.support.people import ADMISSION

pytestmark = pytest.mark.usefixtures("services")
JUMINHYO = Account(
    code="koseki-jumin.juminhyo",
    name=LocalText("住民票手数料", "Fee for residence certificates"),
    fund="一般会計",
    part="使用料及び手数料",
    title="手数料",
    item="総務手数料",
    section="戸籍住民基本台帳手数料",
    detail="住民票手数料",
    tax="non_taxable",
    registration_number=None,
)


def test_a_city_without_a_name_is_a_municipality() -> None:
    assert queries.municipality() == MunicipalityFacts(queries.UNNAMED)


def test_the_newest_name_of_the_city_counts() -> None:
    name = LocalText("窓口市", "Madoguchi City", "窓口市《まどぐちし》")
    service.name_municipality(name, LocalText("電話 000-0000"), None, ADMISSION)
    service.name_municipality(name, None, "mailto:security@madoguchi.example", ADMISSION)
    facts = MunicipalityFacts(name, None, "mailto:security@madoguchi.example")
    assert queries.municipality() == facts


def test_contact_is_kept_in_every_language() -> None:
    contact = LocalText("市民課", "Residents")
    service.name_municipality(queries.UNNAMED, contact, None, ADMISSION)
    assert queries.municipality().contact == contact


def test_entering_a_facility_again_renames_it() -> None:
    service.put_facilities([FacilityName("main", LocalText("市役所"))], ADMISSION)
    service.put_facilities([FacilityName("main", LocalText("市役所本庁"))], ADMISSION)
    assert queries.facilities() == (FacilityName("main", LocalText("市役所本庁")),)


def test_a_revenue_account_is_corrected_under_its_code() -> None:
    service.put_accounts([JUMINHYO], ADMISSION)
    corrected = replace(JUMINHYO, detail="住民票等手数料")
    service.put_accounts([corrected], ADMISSION)
    assert queries.accounts() == {JUMINHYO.code: corrected}


def test_national_holidays_fill_the_table_once() -> None:
    service.fill_holidays(2026, 2026, ADMISSION)
    service.fill_holidays(2026, 2027, ADMISSION)
    november = queries.holidays(date(2026, 11, 1), date(2026, 11, 30))
    assert november == {date(2026, 11, 3), date(2026, 11, 23)}
