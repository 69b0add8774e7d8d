"""What a process must know before it starts: read once from the environment, typed, checked.

What a municipality may change (its name, fees, texts, opening hours) is data, not configuration.
"""

import base64
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from app.core.refusals import Refusal

ENVIRONMENTS = frozenset({"development", "test", "production"})
SURFACES = frozenset({"citizen", "staff", "all"})
REQUIRED = ("APP_ENV", "DATABASE_URL", "PUBLIC_URL")
SECRETS = ("SECRET_KEY", "MASTER_KEY", "BLIND_INDEX_KEY")
#: A secret is given itself, as a file that holds it, or as a command that prints it.
SOURCES = ("", "_FILE", "_COMMAND")
KEY_BYTES = 32
SHORTEST_SECRET = 32
DEFAULT_PORT = 8000
COMMAND_SECONDS = 30


class ConfigError(Refusal):
    """The environment variables are incomplete or contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    environment: str  #: "development", "test" or "production"
    secret_key: str = field(repr=False)  #: signs session cookies
    database_url: str = field(repr=False)  #: with the application's role
    migration_database_url: str | None = field(default=None, repr=False)  #: with the owner's role
    master_key: bytes = field(repr=False)  #: 32 bytes; wraps the data keys
    blind_index_key: bytes = field(repr=False)  #: 32 bytes; digests what is searched for
    public_url: str  #: where citizens reach us, without a slash at the end
    stub_url: str | None = None  #: the test card reader's page, never in production
    surfaces: str = "all"  #: "citizen", "staff" or "all": whose screens this process serves
    var_dir: Path  #: uploaded files and the clock's offset
    smtp_host: str | None = None  #: None: messages wait in the demo mailbox
    smtp_port: int = 25
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    mail_from: str = "madoguchi@localhost"
    port: int = DEFAULT_PORT
    draft_lifetime_days: int = 30
    trust_anchors_dir: Path | None = None  #: certificates of the authorities we believe

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings.  Raises ConfigError, naming every missing variable at once.

        An empty variable counts as one that is not set.
        """
        env = {name: value for name, value in env.items() if value}
        _require(env)
        var_dir = Path(env.get("VAR_DIR", "var")).resolve()
        _keep_keys_apart(env, var_dir)
        anchors = env.get("TRUST_ANCHORS_DIR")
        return cls(
            environment=env["APP_ENV"],
            secret_key=_secret(env, "SECRET_KEY"),
            database_url=env["DATABASE_URL"],
            migration_database_url=env.get("MIGRATION_DATABASE_URL"),
            master_key=_key(env, "MASTER_KEY"),
            blind_index_key=_key(env, "BLIND_INDEX_KEY"),
            public_url=env["PUBLIC_URL"].rstrip("/"),
            stub_url=env.get("STUB_URL"),
            surfaces=env.get("SURFACES", "all"),
            var_dir=var_dir,
            smtp_host=env.get("SMTP_HOST"),
            smtp_port=_number(env, "SMTP_PORT", 25),
            smtp_user=env.get("SMTP_USER"),
            smtp_password=env.get("SMTP_PASSWORD"),
            mail_from=env.get("MAIL_FROM", "madoguchi@localhost"),
            port=_number(env, "PORT", DEFAULT_PORT),
            draft_lifetime_days=_number(env, "DRAFT_LIFETIME_DAYS", 30),
            trust_anchors_dir=Path(anchors) if anchors else None,
        )

    def __post_init__(self) -> None:
        _one_of("APP_ENV", self.environment, ENVIRONMENTS)
        _one_of("SURFACES", self.surfaces, SURFACES)
        for name, key in (
            ("MASTER_KEY", self.master_key),
            ("BLIND_INDEX_KEY", self.blind_index_key),
        ):
            if len(key) != KEY_BYTES:
                raise ConfigError(
                    f"{name} は{KEY_BYTES}バイトの鍵（base64）にしてください。",
                    f"{name}: {KEY_BYTES} bytes in base64, not {len(key)}",
                )
        if bool(self.smtp_user) != bool(self.smtp_password):
            raise ConfigError(
                "SMTP_USER と SMTP_PASSWORD は両方設定してください。",
                "SMTP_USER and SMTP_PASSWORD go together",
            )
        if self.environment == "production":
            self._fit_for_production()

    def _fit_for_production(self) -> None:
        if len(self.secret_key) < SHORTEST_SECRET:
            raise ConfigError(
                f"本番環境の SECRET_KEY は{SHORTEST_SECRET}文字以上にしてください。",
                f"SECRET_KEY: at least {SHORTEST_SECRET} characters in production",
            )
        if self.stub_url is not None:
            raise ConfigError(
                "本番環境では STUB_URL を設定できません。",
                "STUB_URL: test cards are not accepted in production",
            )
        if not self.public_url.startswith("https://"):
            raise ConfigError(
                "本番環境の PUBLIC_URL は https:// で始めてください。",
                "PUBLIC_URL: must start with https:// in production",
            )


def _require(env: Mapping[str, str]) -> None:
    missing = [name for name in REQUIRED if name not in env]
    missing += [name for name in SECRETS if not any(name + end in env for end in SOURCES)]
    if missing:
        names = ", ".join(missing)
        raise ConfigError(f"環境変数を設定してください: {names}", f"not set: {names}")


def _keep_keys_apart(env: Mapping[str, str], var_dir: Path) -> None:
    """Refuse, in production, keys that lie beside the data they protect."""
    if env["APP_ENV"] != "production":
        return
    for name in SECRETS:
        file = env.get(f"{name}_FILE")
        if file and Path(file).resolve().is_relative_to(var_dir):
            raise ConfigError(
                f"本番環境では {name}_FILE をデータフォルダー（{var_dir}）の外に置いてください。",
                f"{name}_FILE: must lie outside the data folder {var_dir} in production",
            )


def _secret(env: Mapping[str, str], name: str) -> str:
    """Return a secret from the variable itself, from its file, or from its command."""
    if value := env.get(name):
        return value
    if file := env.get(f"{name}_FILE"):
        return _read(f"{name}_FILE", Path(file))
    return _output(f"{name}_COMMAND", env[f"{name}_COMMAND"])


def _read(variable: str, file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError as error:
        raise ConfigError(
            f"{variable} のファイルを読めません: {file}",
            f"{variable}: cannot read {file}: {error.strerror}",
        ) from None


def _output(variable: str, command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command, split without a shell
            shlex.split(command),
            capture_output=True,
            check=True,
            text=True,
            timeout=COMMAND_SECONDS,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        # Neither the command nor what it printed is repeated: both may hold the secret.
        raise ConfigError(
            f"{variable} のコマンドが失敗しました。", f"{variable}: the command failed"
        ) from None
    return done.stdout.strip()


def _key(env: Mapping[str, str], name: str) -> bytes:
    try:
        return base64.b64decode(_secret(env, name), validate=True)
    except ValueError:
        raise ConfigError(
            f"{name} をbase64で設定してください。", f"{name}: is not base64"
        ) from None


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not (value.isascii() and value.isdecimal()):
        raise ConfigError(f"{name} は数字にしてください。", f"{name}: {value!r} is not a number")
    return int(value)


def _one_of(name: str, value: str, known: frozenset[str]) -> None:
    if value not in known:
        names = ", ".join(sorted(known))
        raise ConfigError(
            f"{name} は {names} のどれかにしてください。", f"{name}: {value!r} is none of {names}"
        )
