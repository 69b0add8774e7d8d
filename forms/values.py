"""The shapes of what a person typed and of the answers made from it."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

#: Exactly what was typed, valid or not.  Drafts keep it, so nothing typed is ever lost.
Typed: TypeAlias = str | list[str] | dict[str, "Typed"] | list[dict[str, "Typed"]]

#: A valid answer, ready for JSON.  Whole numbers only; there are no floats anywhere.
Value: TypeAlias = bool | int | str | Sequence["Value"] | Mapping[str, "Value"] | None

#: Valid answers by the key of their field; what is hidden is not in it.
Values: TypeAlias = Mapping[str, Value]
