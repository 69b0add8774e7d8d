"""Cross-checks of a fee: its expressions against the form, its names against the municipality."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from app.procedures.catalogue import Catalogue
from app.procedures.definition import ProcedureDefinition
from app.procedures.problems import Problem
from forms.conditions import Expression, Variables, check_condition, check_expression, variables
from forms.definition import FormDefinition
from forms.fields.choices import possible_values
from forms.variables import form_variables
from payments.fees import FeeLine
from payments.tables import PriceTable

_FACTS_OF_BOOKED_PLACES = frozenset({"outside_hours"})
"""Facts of places that only fees read, beside those that every place has."""

_CONDITIONS = ("free_if", ".when", ".express")


def fee_problems(definition: ProcedureDefinition) -> Iterator[Problem]:
    """Yield what a fee asks of the form that the form does not give."""
    known = _names(definition.form)
    for path, expression, group in definition.fee.expressions():
        inside = known
        if group is not None:
            if group not in known.rows:
                yield Problem(f"fee.{path}", f"{group} has no rows")
                continue
            inside = Variables(known.names | known.rows[group], known.rows)
        for text in _faults(path, expression, inside):
            yield Problem(f"fee.{path}", text)
    yield from _uncertain_quantities(definition)


def catalogue_fee_problems(
    definition: ProcedureDefinition, catalogue: Catalogue
) -> Iterator[Problem]:
    """Yield what a fee asks of accounts and tables that the municipality does not have."""
    for index, line in enumerate(definition.fee.lines):
        path = f"fee.lines.{index}"
        if catalogue.accounts.get(line.account) is not line.tax:
            yield Problem(f"{path}.account", f"no account {line.account} taxed {line.tax}")
        for text in _missing_prices(definition.form, line, catalogue):
            yield Problem(f"{path}.unit_price", text)
    postage = definition.fee.postage
    if postage is not None:
        if catalogue.accounts.get(postage.account) is not postage.tax:
            yield Problem("fee.postage.account", f"no account {postage.account}, {postage.tax}")
        if postage.table not in catalogue.tables.postage:
            yield Problem("fee.postage.table", f"no postage table {postage.table}")


def _names(form: FormDefinition) -> Variables:
    known = form_variables(form)
    places = {field.key for field in form.fields() if field.type == "appointment"}
    rows = {
        key: names | _FACTS_OF_BOOKED_PLACES if key in places else names
        for key, names in known.rows.items()
    }
    return Variables(known.names, rows)


def _faults(path: str, expression: Expression, known: Variables) -> list[str]:
    if expression is None:
        return []
    check = check_condition if path.endswith(_CONDITIONS) else check_expression
    return check(expression, known)


def _uncertain_quantities(definition: ProcedureDefinition) -> Iterator[Problem]:
    """A number that nobody has to answer would leave the bill without an amount."""
    fields = {field.key: field for field in definition.form.all_fields()}
    for path, expression, _ in definition.fee.expressions():
        if not path.endswith((".quantity", ".items")):
            continue
        for name in variables(expression):
            field = fields.get(name)
            if field is not None and not (field.required and field.visible_if is None):
                yield Problem(f"fee.{path}", f"counts {name}, which is not always asked")


def _missing_prices(form: FormDefinition, line: FeeLine, catalogue: Catalogue) -> Iterator[str]:
    table = catalogue.tables.prices.get(line.unit_price.table)
    if table is None:
        yield f"no price table {line.unit_price.table}"
        return
    for row in _possible_rows(form, line.unit_price.row, catalogue):
        if not _priced(table, row):
            name = ":".join("…" if part is None else part for part in row)
            yield f"the table {table.id} has no row {name}"


def _priced(table: PriceTable, row: Sequence[str | None]) -> bool:
    """Say whether the newest edition has the row; None stands for any name."""
    newest = max(table.editions, key=lambda edition: edition.valid_from)
    return any(_fits(name.split(":"), row) for name in newest.rows)


def _fits(name: Sequence[str], row: Sequence[str | None]) -> bool:
    return len(name) == len(row) and all(
        wanted in (None, part) for part, wanted in zip(name, row, strict=True)
    )


def _possible_rows(
    form: FormDefinition, expression: Expression, catalogue: Catalogue
) -> Iterator[tuple[str | None, ...]]:
    """Yield every row the answers can name; a part that is no choice of the form is None."""
    choices = _choices(form, catalogue)
    parts = expression if isinstance(expression, list) else [expression]
    yield from product(*(_possible_names(part, choices) for part in parts))


def _choices(form: FormDefinition, catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    lookups = catalogue.lookups()
    found = ((field.key, possible_values(field, lookups)) for field in form.all_fields())
    return {key: values for key, values in found if values is not None}


def _possible_names(part: Expression, choices: Mapping[str, Sequence[str]]) -> Sequence[str | None]:
    if isinstance(part, str):
        return [part]
    if isinstance(part, dict) and part.keys() == {"var"} and part["var"][0] in choices:
        return choices[part["var"][0]]
    return [None]
