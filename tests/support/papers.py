"""Small real files, as people upload them."""

from tests.support.browsing import Paper

_PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
_JPEG = (
    "ffd8ffe000104a46494600010100000100010000ffdb004300"
    + "01" * 64
    + "ffc0000b080001000101011100ffc40014000100000000000000000000000000000009"
    + "ffc40014100100000000000000000000000000000000ffda0008010100003f0054ffd9"
)

PDF = Paper("添付書類.pdf", _PDF.encode())
PHOTO = Paper("証明書の写真.jpg", bytes.fromhex(_JPEG))


def paper_for(formats: list[str]) -> Paper:
    return PDF if "pdf" in formats else PHOTO
