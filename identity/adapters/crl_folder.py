"""Revocation lists that a connector puts into a folder, one file for each partition."""

from pathlib import Path

from cryptography import x509

from identity.revocation import list_file_name

MAX_LIST_BYTES = 64 * 1024 * 1024


class CrlFolder:
    """A RevocationSource over a folder.  Whoever fills it renames complete files into place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find_list(self, issuer_sha256: str, partition: x509.Name) -> bytes | None:
        path = self._folder / list_file_name(issuer_sha256, partition)
        try:
            with path.open("rb") as file:
                content = file.read(MAX_LIST_BYTES + 1)
        except OSError:
            return None
        return content if len(content) <= MAX_LIST_BYTES else None
