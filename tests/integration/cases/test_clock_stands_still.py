"""The standard processing time while the citizen has to act."""

from collections.abc import Callable
from datetime import timedelta

from app.cases.queries.case import case_view
from app.cases.service.corrections import Wanted, request_correction
from tests.integration.cases.conftest import Office
from tests.integration.cases.test_corrections_and_fees import answer


def test_the_due_day_moves_while_a_correction_is_awaited(
    office: Office, arrive: Callable[[str], str]
) -> None:
    reference = arrive("koseki-shomei")
    office.take("clerk", reference)
    before = office.case(reference).due_on
    wanted = Wanted({"honseki": "番地まで記入してください。"}, 14)
    request_correction(office.order("clerk", reference), wanted)
    standing = case_view(office.members["clerk"], reference, "ja").head.standard
    office.wait(timedelta(days=14))
    later = case_view(office.members["clerk"], reference, "ja").head.standard
    assert standing is not None
    assert standing.stands_still
    assert later == standing
    answer(reference, honseki="福島県郡山市朝日一丁目23番地7")
    after = case_view(office.members["clerk"], reference, "ja").head.standard
    assert before is not None
    assert after is not None
    assert after.due_on > before
    assert (after.days_left, after.stands_still) == (standing.days_left, False)
