"""What the buttons inside a form's page do to what was typed: rows, addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.context import Lookups, Town
from forms.values import Typed

MAX_ROWS = 50


@dataclass(frozen=True, slots=True)
class Action:
    """A pressed button: `remove:items:2` is the name `remove` with `items` and `2`."""

    name: str
    path: str = ""
    detail: str = ""

    @classmethod
    def parse(cls, text: str) -> "Action":
        name, _, rest = text.partition(":")
        path, _, detail = rest.partition(":")
        return cls(name, path, detail)


def add_row(typed: Mapping[str, Typed], path: str) -> dict[str, Typed]:
    """Return what was typed with an empty row at the end of a group."""
    return {**typed, path: [*_rows(typed, path), {}][:MAX_ROWS]}


def remove_row(typed: Mapping[str, Typed], path: str, number: str) -> dict[str, Typed]:
    """Return what was typed without one row; an unknown number changes nothing."""
    return {
        **typed,
        path: [row for index, row in enumerate(_rows(typed, path)) if str(index) != number],
    }


def _rows(typed: Mapping[str, Typed], path: str) -> list[dict[str, Typed]]:
    rows = typed.get(path, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def towns_of(typed: Mapping[str, Typed], path: str, lookups: Lookups) -> Sequence[Town]:
    """Return what the postal code typed into an address stands for."""
    address = typed.get(path)
    code = address.get("postal_code", "") if isinstance(address, dict) else ""
    return lookups.towns(digits(code)) if isinstance(code, str) else ()


def digits(text: str) -> str:
    """Return the digits of a postal code however it was typed."""
    return "".join(str(int(each)) for each in text if each.isdecimal())


def fill_address(typed: Mapping[str, Typed], path: str, town: Town) -> dict[str, Typed]:
    """Return what was typed with prefecture, city and town of an address filled in."""
    address = typed.get(path)
    before = address if isinstance(address, dict) else {}
    found = {"prefecture": town.prefecture, "city": town.city, "town": town.town}
    return {**typed, path: {**before, **found}}
