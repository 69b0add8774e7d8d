"""The field types.  To add one: a class with @register in a file here, imported below, and its
template `fields/<name>.html`.
"""

from forms.fields import (
    addresses,
    appointments,
    bank_accounts,
    choices,
    contacts,
    dates,
    files,
    group,
    numbers,
    shown_only,
    texts,
)
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Hints,
    Shape,
    Shown,
    ShownItem,
    field_type,
    type_names,
)

__all__ = [
    "Coerced",
    "FieldProblem",
    "FieldType",
    "Hints",
    "Shape",
    "Shown",
    "ShownItem",
    "addresses",
    "appointments",
    "bank_accounts",
    "choices",
    "contacts",
    "dates",
    "field_type",
    "files",
    "group",
    "numbers",
    "shown_only",
    "texts",
    "type_names",
]
