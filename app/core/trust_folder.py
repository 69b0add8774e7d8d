"""The folder that says whom we believe: trust anchors, and lists of what they revoked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from identity.anchors import TrustAnchor, read_anchors


@dataclass(frozen=True, slots=True)
class TrustFolder:
    """Whoever fills it renames complete files into place, so that readers see whole ones."""

    path: Path

    @classmethod
    def of_stub(cls, var_dir: Path) -> Self:
        """Return the folder that the test cards' authority fills; never believed in production."""
        return cls(var_dir / "stub" / "trust")

    @property
    def lists(self) -> Path:
        return self.path / "lists"

    @property
    def anchors_file(self) -> Path:
        return self.path / "anchors.json"

    def anchors(self) -> tuple[TrustAnchor, ...]:
        """Raises OSError without the file, TrustConfigurationError for a wrong one."""
        return read_anchors(self.anchors_file.read_bytes())
