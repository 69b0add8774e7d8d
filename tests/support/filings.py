"""Filings made as a citizen makes them, with every question answered."""

from app.core import clock
from app.procedures import queries as procedures
from app.procedures.lookups import DatabaseLookups
from app.submissions.service import drafts, filing
from forms.answers import read_page
from tests.support.answers import valid_form_data

#: Free, and asks nobody who they are: filing it is all there is to do.
PUBLIC_COMMENT = "public-comment"
ITS_DEPARTMENT = "seisaku"


def file(procedure_id: str = PUBLIC_COMMENT) -> str:
    """File a procedure of the demonstration and return the filing's reference."""
    form = procedures.current(procedure_id).definition.form
    started = drafts.start(procedure_id, "ja", None)
    inputs = valid_form_data(form, DatabaseLookups(), clock.today())
    typed = read_page(tuple(form.fields()), inputs)
    drafts.save(started.reference, started.token, typed)
    filed = filing.file(started.reference, started.token)
    if filed.problems:
        raise AssertionError(filed.problems)
    return started.reference
