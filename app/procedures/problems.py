"""What is wrong with a definition, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; `path` leads through the document's keys, `text` is for the administrator."""

    path: str
    text: str
