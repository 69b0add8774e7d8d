"""What a clerk needs to fix a fee: the bill, the numbers it is counted by, the reductions asked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.permissions import Member
from app.cases.fee_quote import Fixing, price
from app.cases.models import FeeFixing
from app.cases.quantities import Quantity, quantities_of
from app.cases.queries.payment import LineShown, shown_lines
from app.cases.queries.sight import names_of, visible
from app.core.crypto import Place, decrypt_json, open_seal
from app.core.db import reading
from app.core.stored_text import from_column
from app.procedures import queries as procedures
from app.submissions.content import read_revision
from forms.text import LocalText
from payments.quote import Quote


@dataclass(frozen=True, slots=True)
class Claim:
    """A reduction that the answers ask for and only an official can grant."""

    key: str
    label: LocalText
    percent: int
    clause: str


@dataclass(frozen=True, slots=True)
class FixingShown:
    """One earlier fixing of this fee."""

    staff: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FeeView:
    """The bill as the answers alone make it, and what may be changed in it."""

    lines: tuple[LineShown, ...]
    total_yen: int
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    fixings: tuple[FixingShown, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The bill that a fixing would make."""

    lines: tuple[LineShown, ...]
    total_yen: int


def fee_view(member: Member, reference: str) -> FeeView:
    """Raises NotFound, for a foreign department's case too."""
    with reading() as session:
        submission = visible(session, member, reference)
        definition = procedures.version(submission.version_id).definition
        values = read_revision(session, submission.id, submission.revision).answers
        quote = price(session, submission, definition, Fixing())
        return FeeView(
            lines=shown_lines(list(quote.lines)),
            total_yen=quote.total.yen,
            quantities=quantities_of(definition, values),
            claims=_claims(quote),
            fixings=_fixings(session, submission.id),
        )


def preview(member: Member, reference: str, fixing: Fixing) -> Preview:
    """Return the bill that `fixing` would make; nothing is stored.  Raises NotFound, Invalid."""
    with reading() as session:
        submission = visible(session, member, reference)
        definition = procedures.version(submission.version_id).definition
        quote = price(session, submission, definition, fixing)
        return Preview(shown_lines(list(quote.lines)), quote.total.yen)


def _claims(quote: Quote) -> tuple[Claim, ...]:
    return tuple(
        Claim(each.key, from_column(dict(each.label)), each.percent, each.clause)
        for each in quote.claimed
    )


def _fixings(session: Session, submission_id: int) -> tuple[FixingShown, ...]:
    rows = session.scalars(
        select(FeeFixing).where(FeeFixing.submission_id == submission_id).order_by(FeeFixing.at)
    ).all()
    names = names_of(session, {row.staff_id for row in rows})
    return tuple(FixingShown(names[row.staff_id], _reason(session, row), row.at) for row in rows)


def _reason(session: Session, row: FeeFixing) -> str:
    seal = open_seal(session, row.data_key_id)
    content = decrypt_json(seal, row.content, Place("fee_fixing", str(row.id), "content"))
    return str(content["reason"])
