"""The queue of a department, page by page and tab by tab."""

from collections.abc import Callable

from app.audit import queries as audit
from app.cases.policy import Outcome
from app.cases.queries.case import case_view
from app.cases.queries.queue import Tab, queue
from tests.integration.cases.conftest import Office

Arrive = Callable[[str], str]


def references(office: Office, who: str, tab: Tab, after: str | None = None) -> list[str]:
    return [row.reference for row in queue(office.members[who], tab, after).rows]


def test_a_clerk_sees_the_cases_of_their_department_only(office: Office, arrive: Arrive) -> None:
    kodomo, kaigo = arrive("jido-teate-nintei"), arrive("yokaigo-shinki")
    assert references(office, "kodomo", Tab.DEPARTMENT) == [kodomo]
    assert references(office, "kaigo", Tab.DEPARTMENT) == [kaigo]
    assert references(office, "approver", Tab.DEPARTMENT) == [kaigo, kodomo]


def test_a_case_wanders_through_the_tabs(office: Office, arrive: Arrive) -> None:
    reference = arrive("jido-teate-nintei")
    office.take("kodomo", reference)
    assert references(office, "kodomo", Tab.MINE) == [reference]
    assert references(office, "approver", Tab.MINE) == []
    office.propose("kodomo", reference, Outcome.APPROVED)
    assert references(office, "kodomo", Tab.DEPARTMENT) == []
    assert references(office, "approver", Tab.APPROVAL) == [reference]
    office.approve("approver", reference)
    assert references(office, "kodomo", Tab.DONE) == [reference]
    counts = queue(office.members["kodomo"], Tab.DONE).counts
    assert set(counts.values()) == {0}


def test_both_clocks_are_shown(office: Office, arrive: Arrive) -> None:
    """要介護認定: 30 calendar days that never stand still (介護保険法27条11項)."""
    arrive("yokaigo-shinki")
    (row,) = queue(office.members["kaigo"], Tab.DEPARTMENT).rows
    assert row.statutory is not None
    assert row.statutory.days_left == 30
    assert row.standard is not None


def test_pages_follow_each_other_without_gap_or_repeat(office: Office, arrive: Arrive) -> None:
    all_of_them = [arrive("public-comment") for _ in range(5)]
    shown: list[str] = []
    after: str | None = None
    while True:
        page = queue(office.members["seisaku"], Tab.DEPARTMENT, after, size=2)
        shown += [row.reference for row in page.rows]
        after = page.next_after
        if after is None:
            break
    assert shown == all_of_them


def test_a_foreign_place_to_go_on_from_begins_at_the_top(office: Office, arrive: Arrive) -> None:
    kodomo, kaigo = arrive("jido-teate-nintei"), arrive("yokaigo-shinki")
    assert references(office, "kodomo", Tab.DEPARTMENT, kaigo) == [kodomo]


def test_every_view_of_a_case_is_recorded(office: Office, arrive: Arrive) -> None:
    reference = arrive("public-comment")
    case_view(office.members["seisaku"], reference, "ja")
    seen = audit.of_subject(f"submission:{office.case(reference).id}")
    assert ("case.viewed", str(office.members["seisaku"].id)) in [
        (link.action, link.actor_id) for link in seen
    ]
    assert audit.verify() is None
