"""What people write is nowhere to be read: not in the database, the logs, URLs or jobs."""

import base64
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from app.core.db import reading
from tests.support.applicants import HOLDER, Applicant
from tests.support.browsing import Paper
from tests.support.cities import TEN_MINUTES, City
from tests.support.counter_staff import Clerk
from tests.support.papers import PDF

#: Strings that nobody else writes.  Kana and numbers are what a citizen can be searched by.
MARKERS = {
    "applicant_name": "印字　目印太郎",
    "applicant_name_kana": "メジルシ　タロウ",
    "applicant_tel": "0245551717",
    "applicant_email": "mejirushi@example.jp",
    "applicant_address.block": "目印４９番地",
    "purpose": "目印の練習のため",
    "reduction_reason": "目印の事業のため",
}
NOTE = "目印のメモ"
REASON = "目印の補正理由"
MENDED = "目印の直した目的"
FILE_NAME = "目印の書類.pdf"
FILE_CONTENT = "%目印の中身"
WITHDRAWAL = "目印の取下げ理由"
PURPOSE = "目印の提出先"
COLUMNS = text(
    "SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns"
    " WHERE table_schema NOT IN ('information_schema', 'pg_catalog')"
    " AND table_name IN (SELECT tablename FROM pg_tables)"
)


def everything_written() -> list[str]:
    mine = [NOTE, REASON, MENDED, FILE_NAME, FILE_CONTENT, WITHDRAWAL]
    return [text.replace("４９", "49") for text in MARKERS.values()] + list(MARKERS.values()) + mine


def forms_of(marker: str) -> Iterator[str]:
    """The ways in which a text could lie in a row or in a URL."""
    raw = marker.encode()
    yield marker
    yield raw.hex()
    yield base64.b64encode(raw).decode().rstrip("=")[:-1]
    yield ascii(marker).strip("'")
    yield "".join(f"%{byte:02X}" for byte in raw)


def rows(city: City) -> Iterator[tuple[str, str]]:
    """Every value of every table as text, those of bytes in hexadecimal, by table and column."""
    with city.app.app_context(), reading() as session:
        for schema, table, column, kind in session.execute(COLUMNS).all():
            shown = f"encode(\"{column}\", 'hex')" if kind == "bytea" else f'"{column}"::text'
            found = session.execute(text(f'SELECT {shown} FROM "{schema}"."{table}"'))  # noqa: S608
            for (value,) in found:
                yield f"{table}.{column}", value or ""


def live(city: City) -> Applicant:
    """Let a filing go through everything that takes in what people write."""
    citizen = city.applicant("shisetsu-shiyo", reduction="half")
    citizen.answers |= {name: [marker] for name, marker in MARKERS.items()}
    content = PDF.content.replace(b"%%EOF", FILE_CONTENT.encode())
    citizen.papers = {"reduction_proof": Paper(FILE_NAME, content)}
    reference = citizen.file("shisetsu-shiyo").path.split("/")[2]
    city.work()
    clerk = Clerk.signed_in(city.browser(), "shakai-kyoiku-senior", reference)
    clerk.do("take")
    clerk.do("notes", text=NOTE)
    clerk.ask_for_correction(purpose=REASON)
    city.work()
    mend(citizen, reference)
    page = citizen.browser.open(f"/submissions/{reference}/withdraw")
    citizen.browser.press(page, "/withdraw", reason=WITHDRAWAL, confirm="true")
    city.wait(TEN_MINUTES)
    citizen.browser.visited += clerk.browser.visited
    return citizen


def mend(citizen: Applicant, reference: str) -> None:
    page = citizen.browser.open(f"/submissions/{reference}/correct/use")
    form = page.own_form()
    inputs = form.filled({"purpose": [MENDED]}) | {"action": ["next"]}
    overview = citizen.browser.send(page, form, inputs)
    overview = citizen.browser.open(f"/submissions/{reference}/correct")
    citizen.browser.press(overview, "/correct")


def sign(city: City) -> Applicant:
    """Let a filing be signed with a card and paid, so that there is evidence."""
    citizen = city.applicant("juminhyo", show_my_number="yes", my_number_purpose=PURPOSE)
    page = citizen.sign(citizen.file("juminhyo"))
    reference = page.path.split("/")[2]
    citizen.pay(citizen.browser.open(f"/submissions/{reference}/pay"))
    city.wait(TEN_MINUTES)
    return citizen


def readable(city: City, citizen: Applicant, log: str, written: list[str]) -> set[tuple[str, str]]:
    """Return where something that was written can be read."""
    places = [("log", log), ("addresses", "\n".join(citizen.browser.visited)), *rows(city)]
    forms = [form for marker in written for form in forms_of(marker)]
    return {(place, marker) for place, value in places for marker in forms if marker in value}


def test_nothing_written_is_found_outside_its_ciphertext(
    city: City, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    citizen = live(city)
    printed = capfd.readouterr()
    log = printed.out + printed.err + caplog.text
    assert readable(city, citizen, log, everything_written()) == set()


def test_nothing_of_a_card_or_what_it_signed_is_found_outside_its_ciphertext(
    city: City, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    citizen = sign(city)
    printed = capfd.readouterr()
    log = printed.out + printed.err + caplog.text
    assert readable(city, citizen, log, [PURPOSE, HOLDER.name, HOLDER.address]) == set()


def test_what_was_written_can_be_found_where_it_would_lie(city: City) -> None:
    """The search itself: a procedure's name is public and stands in its table."""
    assert any("施設使用許可" in value or "施設" in value for _, value in rows(city))
