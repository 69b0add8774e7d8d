"""Every reason why an answer is not accepted, or is accepted with a warning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from forms.text import LocalText

#: What fills the placeholders of a message; a LocalText is shown in the page's language.
Params: TypeAlias = Mapping[str, str | int | LocalText]

#: Code → names of the placeholders of its message, `form.problem.<code>` in the catalogues.
#: `{label}`, the field's label, can be used in every message.
CODES: Mapping[str, tuple[str, ...]] = {
    "required": (),
    "required_choice": (),
    "required_file": (),
    "required_appointment": (),
    "required_rows": (),
    "must_agree": (),
    "too_long": ("max", "length"),
    "forbidden_character": ("character",),
    "line_break": (),
    "pattern": ("hint",),
    "my_number": (),
    "name_format": (),
    "kana_format": (),
    "bank_kana_format": (),
    "postal_code_format": (),
    "tel_format": (),
    "email_format": (),
    "corporate_number_format": (),
    "corporate_number_check_digit": (),
    "prefecture_unknown": (),
    "bank_code_format": (),
    "branch_code_format": (),
    "account_type_unknown": (),
    "account_number_format": (),
    "number_format": (),
    "number_whole": (),
    "too_small": ("min",),
    "too_large": ("max",),
    "date_format": (),
    "date_incomplete": (),
    "date_impossible": (),
    "date_outside_era": ("typed", "suggestion"),
    "date_before_eras": (),
    "date_in_future": (),
    "date_too_early": ("min",),
    "date_too_late": ("max",),
    "year_month_format": (),
    "choice_unknown": (),
    "too_few_choices": ("min",),
    "too_many_choices": ("max",),
    "too_few_rows": ("min",),
    "too_many_rows": ("max",),
    "place_gone": (),
    "one_place_only": (),
    "place_too_early": ("min",),
    "file_format": ("name", "formats"),
    "file_too_large": ("name", "max_mb"),
    "too_many_files": ("max",),
    "file_unreadable": (),
}

#: The same for warnings: shown beside the answer, which is accepted.
WARNINGS: Mapping[str, tuple[str, ...]] = {
    "my_number_suspected": (),
    "mixed_script": (),
    "email_old_style": (),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one answer, for the person who gave it.

    `path` names the input: `applicant_name`, `applicant_address.city`, `items.0.item_qty`.
    """

    path: str
    code: str
    field_label: LocalText
    params: Params = field(default_factory=dict)
