"""One PostgreSQL server with its data folder: made, started, watched, stopped."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from app.core.embedded_postgres import ports
from app.core.embedded_postgres.binaries import MAJOR_VERSION, program
from app.core.embedded_postgres.privileges import Runner, runner
from app.core.embedded_postgres.remains import clear_remains
from app.core.refusals import Refusal

SUPERUSER = "postgres"
POLL_SECONDS = 0.02
START_SECONDS = 60
STOP_SECONDS = 30
TRIES = 40
RETRY_SECONDS = 0.1
PASSABLE = 0o711  #: the server's user passes; it sees its own folder only

SETTINGS = {
    "listen_addresses": ports.LOOPBACK,
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
#: For databases that may be lost, as in tests.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """A server on a loopback port that is kept in its folder, with passwords (SCRAM) only.

    It ends with this process, whatever happens to it.  Use it from the main thread.
    """

    def __init__(self, folder: Path, superuser_password: str, *, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self.port = 0
        self._password = superuser_password
        self._durable = durable
        self._settings = SETTINGS if durable else SETTINGS | NOT_DURABLE
        self._runner: Runner = runner()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def has_died(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def url(self, user: str = SUPERUSER, password: str = "", database: str = "postgres") -> str:
        """Return the address of a database; without a user, that of the superuser."""
        secret = password or self._password
        return f"postgresql://{user}:{secret}@{ports.LOOPBACK}:{self.port}/{database}"

    def start(self) -> None:
        """Make the data folder if there is none, start the server, wait until it answers.

        Raises Refusal when somebody has to do something first.
        """
        self._check_reach()
        if not self.data.exists():
            self._initialise()
        self._check_version()
        clear_remains(self.data)  # before the port is looked at, which an orphan may hold
        self.port = ports.kept_or_free(self.folder / "port")
        self._launch_with_patience()

    def restart(self) -> None:
        """Start a dead server again, on the same port.  Raises Refusal."""
        self._launch_with_patience()

    def stop(self) -> None:
        """End all sessions and stop the server."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        self._process = None

    def _check_reach(self) -> None:
        """Refuse early and clearly when the server's user cannot get at its files."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(PASSABLE)
        for path in (program("postgres"), self.folder):
            if not self._runner.reaches(path):
                raise Refusal(
                    f"PostgreSQLのユーザーが {path} に入れません。"
                    "rootでなく一般ユーザーで起動するか、非公開でないフォルダーに置いてください。",
                    f"the database's user cannot reach {path}; start as an ordinary user or move it"
                    " out of private folders",
                )

    def _initialise(self) -> None:
        unfinished = self.folder / "data.unfinished"
        password_file = self.folder / "password.once"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self._runner.own(unfinished)
        password_file.unlink(missing_ok=True)
        try:
            self._write_private(password_file, self._password)
            self._initdb(unfinished, password_file)
        finally:
            password_file.unlink(missing_ok=True)
        unfinished.rename(self.data)

    def _write_private(self, path: Path, text: str) -> None:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        self._runner.own(path)

    def _initdb(self, data: Path, password_file: Path) -> None:
        command = [
            str(program("initdb")),
            f"--pgdata={data}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--no-instructions",
            *(() if self._durable else ("--no-sync",)),
        ]
        with self.log.open("ab") as log:
            if self._runner.start(command, signal.SIGKILL, log).wait():
                raise self._failure()

    def _check_version(self) -> None:
        version_file = self.data / "PG_VERSION"
        version = version_file.read_text().strip() if version_file.exists() else "?"
        if version != MAJOR_VERSION:
            raise Refusal(
                f"{self.data} はPostgreSQL {MAJOR_VERSION} のデータではありません。"
                "VAR_DIRで別のフォルダーを指定してください。",
                f"{self.data} is no data folder of PostgreSQL {MAJOR_VERSION} (found: {version});"
                " name another folder in VAR_DIR",
            )

    def _launch_with_patience(self) -> None:
        """Try more than once: a killed server's sessions hold its memory for a moment."""
        for _ in range(TRIES):
            clear_remains(self.data)
            self._launch()
            if self._answers():
                return
            time.sleep(RETRY_SECONDS)
        raise self._failure()

    def _launch(self) -> None:
        options = {**self._settings, "port": str(self.port)}
        arguments = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        command = [str(program("postgres")), "-D", str(self.data), *arguments]
        with self.log.open("ab") as log:
            self._process = self._runner.start(command, signal.SIGINT, log)

    def _answers(self) -> bool:
        """Wait until the server lets us in; False when it ends first or takes too long."""
        give_up = time.monotonic() + START_SECONDS
        while not self.has_died and time.monotonic() < give_up:
            try:
                psycopg.connect(self.url(), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(POLL_SECONDS)
            else:
                return True
        return False

    def _failure(self) -> Refusal:
        last_words = self.log.read_text(errors="replace").strip().splitlines()[-1:]
        return Refusal(
            f"データベースが起動しません。{self.log} を確認してください。",
            f"the database does not start; see {self.log}: {''.join(last_words)}",
        )
