"""The stub authority's state in a folder, shared by the processes that serve its pages."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from app.core.private_files import write_private
from app.core.trust_folder import TrustFolder
from identity.anchors import write_anchors
from identity.stub.authority import StubAuthority

ONLY_OWNER = 0o700


class Vault:
    """Keeps the authority with its keys and cards, and publishes what verifiers need of it."""

    def __init__(self, var_dir: Path) -> None:
        self._trust = TrustFolder.of_stub(var_dir)
        self._folder = self._trust.path.parent
        for folder in (self._folder, self._trust.path, self._trust.lists):
            folder.mkdir(mode=ONLY_OWNER, parents=True, exist_ok=True)

    @contextmanager
    def authority(self, now: datetime) -> Iterator[StubAuthority]:
        """Lend the authority to one process at a time; what happens to it is kept, errors or not.

        Revocation lists are published anew each time: none is older than the last card used.
        """
        with self._locked():
            authority = self._load(now)
            try:
                yield authority
            finally:
                self._store(authority)
                self._publish(authority, now)

    def _load(self, now: datetime) -> StubAuthority:
        if self._state.exists():
            return StubAuthority.from_bytes(self._state.read_bytes())
        return StubAuthority.create(now)

    def _store(self, authority: StubAuthority) -> None:
        write_private(self._state, authority.to_bytes().decode())

    def _publish(self, authority: StubAuthority, now: datetime) -> None:
        for name, content in authority.revocation_lists(now).items():
            unfinished = self._trust.lists / f"{name}.new"
            unfinished.write_bytes(content)
            unfinished.replace(self._trust.lists / name)
        write_private(self._trust.anchors_file, write_anchors(authority.anchors()).decode())

    @property
    def _state(self) -> Path:
        return self._folder / "authority.json"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        handle = os.open(self._folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
