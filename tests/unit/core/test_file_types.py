"""What a file is, by its content alone."""

import zipfile
from io import BytesIO

import pytest

from app.core.file_types import MOST_PACKED, PACKED_ENTRY, UNKNOWN, media_type

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def packed(*names: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "本文")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (packed("word/document.xml"), DOCX),
        (packed("手紙.txt"), "application/zip"),
        (b"<script>", UNKNOWN),
        (b"PK\x03\x04", UNKNOWN),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, found: str) -> None:
    assert media_type(content) == found


def test_a_packed_file_of_an_unknown_kind_is_unknown() -> None:
    content = bytearray(packed("word/document.xml"))
    content[content.find(PACKED_ENTRY) + 6] = 99  # the version needed to unpack it
    assert media_type(bytes(content)) == UNKNOWN


def test_a_directory_made_to_keep_us_busy_is_not_read() -> None:
    names = (f"{number}.xml" for number in range(MOST_PACKED))
    assert media_type(packed("word/document.xml", *names)) == UNKNOWN
