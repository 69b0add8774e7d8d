"""What makes a filing findable: keyed digests of role values, and its coded answers."""

from collections.abc import Iterator

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.core import blind_index
from app.procedures.definition import ProcedureDefinition
from app.submissions.models import BlindEntry, IndexedAnswer, Submission
from forms.roles import role_values
from forms.values import Values


def write_index(
    session: Session, submission: Submission, definition: ProcedureDefinition, values: Values
) -> None:
    """Replace what the filing is found by with what its answers in force say."""
    remove_index(session, submission)
    for digest in blind_index.of_roles(role_values(definition.form, values)):
        session.add(BlindEntry(submission_id=submission.id, digest=digest))
    for key, value in _coded(definition, values):
        session.add(IndexedAnswer(submission_id=submission.id, field_key=key, value=value))


def remove_index(session: Session, submission: Submission) -> None:
    for table in (BlindEntry, IndexedAnswer):
        session.execute(delete(table).where(table.submission_id == submission.id))


def _coded(definition: ProcedureDefinition, values: Values) -> Iterator[tuple[str, str]]:
    for field in definition.form.fields():
        value = values.get(field.key) if field.index else None
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                yield field.key, str(each)
