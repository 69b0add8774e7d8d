"""What a file is by its content; neither its name nor what a browser says of it is believed."""

import struct
import zipfile
from io import BytesIO

#: Beginning of the content → media type.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
HEIC_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"})
OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UNKNOWN = "application/octet-stream"
#: Begins each entry of a packed file's directory.
PACKED_ENTRY = b"PK\x01\x02"
#: Documents have some hundred; reading a directory of a million takes half a minute.
MOST_PACKED = 10_000
#: What reading the directory of a file made by an enemy may end in.
UNREADABLE = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error)


def media_type(content: bytes) -> str:
    """Return the media type of a file's content, or application/octet-stream."""
    for beginning, found in BEGINNINGS:
        if content.startswith(beginning):
            return found
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "image/heic"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return UNKNOWN


def _packed(content: bytes) -> str:
    if content.count(PACKED_ENTRY) > MOST_PACKED:
        return UNKNOWN
    try:
        names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    except UNREADABLE:
        return UNKNOWN
    return next((found for part, found in OFFICE.items() if part in names), "application/zip")
