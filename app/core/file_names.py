"""What a file is called: a name that fits into a header, a list and any folder."""

import unicodedata
from pathlib import PurePosixPath

LONGEST_NAME = 120  #: characters, the ending among them
LONGEST_ENDING = 10  #: characters
NAMELESS = "file"
#: Control, direction and private-use characters and lone surrogates: they break headers, turn
#: `fdp.exe` into `exe.pdf`, or show as something else on another machine.
_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs"})


def shown_name(sent: str) -> str:
    """Return the name under which a file is kept, from the one that a browser sent."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in last if unicodedata.category(c) not in _REFUSED).strip(" .")
    if len(name) <= LONGEST_NAME:
        return name or NAMELESS
    ending = PurePosixPath(name).suffix[:LONGEST_ENDING]
    return name[: LONGEST_NAME - len(ending)] + ending
