"""What a file is called, whatever a browser sends."""

import pytest

from app.core.file_names import LONGEST_NAME, shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("住民票の写し.pdf", "住民票の写し.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\書類\\証明書.jpg", "証明書.jpg"),
        ("証明書.pdf\r\nSet-Cookie: a=b", "証明書.pdfSet-Cookie: a=b"),
        ("証明書\0.pdf", "証明書.pdf"),
        ("証明書\u202efdp.exe", "証明書fdp.exe"),
    ],
)
def test_a_name_is_kept_without_folders_and_what_cannot_be_seen(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


@pytest.mark.parametrize("sent", ["", "..", "/", "\u200b", "\0"])
def test_a_name_of_which_nothing_is_left_is_replaced(sent: str) -> None:
    assert shown_name(sent) == "file"


def test_a_name_that_is_too_long_keeps_its_ending() -> None:
    name = shown_name("長" * 5000 + ".pdf")
    assert len(name) == LONGEST_NAME
    assert name.endswith("長.pdf")
