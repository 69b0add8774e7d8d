"""Lookups that know a few things, for forms that are tested without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.context import Choice, Town
from forms.text import LocalText
from forms.values import Values

#: The one id that no resource has.
NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Every list has two choices unless told otherwise; every place but NOWHERE can be booked."""

    lists: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    day: str = "2027-01-15"

    def choices(self, list_name: str) -> Sequence[Choice]:
        usual = [Choice(value, LocalText(label)) for value, label in (("a", "甲"), ("b", "乙"))]
        return self.lists.get(list_name, usual)

    def number(self, path: str, values: Values) -> int | None:
        return self.numbers.get(path)

    def places(self, resource: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, str | int]]:
        return {
            each: {"date": self.day, "label": f"午前 {each}", "hours": 3}
            for each in ids
            if each != NOWHERE
        }

    def towns(self, postal_code: str) -> Sequence[Town]:
        return [Town("福島県", "郡山市", "朝日一丁目")] if postal_code == "9638601" else []
