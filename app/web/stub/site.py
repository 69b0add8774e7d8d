"""Puts the test card site together: its own cookies, its own policy, no database."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from flask import Flask, Response
from flask_wtf import CSRFProtect

from app.core import clock
from app.core.refusals import Refusal
from app.core.texts import Texts
from app.web import rendering, security
from app.web.stub import pages
from app.web.stub.vault import Vault

LOCALES = Path(__file__).parents[3] / "locales"
LARGEST_REQUEST = 4 * 1024 * 1024  #: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StubSettings:
    var_dir: Path  #: the authority is kept below, and the clock's offset read there
    public_url: str  #: of the only site that may have something signed
    secret_key: str = field(repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Raises Refusal in production, and without an address to come from."""
        if env.get("APP_ENV") == "production":
            raise Refusal(
                "本番環境ではテスト用カードのページを起動できません。",
                "the test cards' pages do not start in production",
            )
        if not env.get("PUBLIC_URL"):
            raise Refusal("PUBLIC_URL を設定してください。", "not set: PUBLIC_URL")
        return cls(
            var_dir=Path(env.get("VAR_DIR") or "var").resolve(),
            public_url=env["PUBLIC_URL"].rstrip("/"),
            # Its processes are forked from the one that reads this, and its forms live minutes.
            secret_key=secrets.token_hex(32),
        )


def create_stub(settings: StubSettings) -> Flask:
    """Return the site's application; the first one in a folder makes its authority."""
    app = Flask("app.web")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="test_card_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        WTF_CSRF_TIME_LIMIT=None,
    )
    clock.install(app, settings.var_dir / clock.OFFSET_FILE)
    rendering.install(app, Texts.load(LOCALES, strict=True))
    csrf = CSRFProtect(app)
    csrf.exempt(pages.ask)
    _protect(app, settings.public_url)
    vault = Vault(settings.var_dir)
    pages.install(app, pages.Stub(vault, settings.public_url))
    with app.app_context(), vault.authority(clock.now()):
        pass
    return app


def _protect(app: Flask, public_url: str) -> None:
    """Add the headers of our other pages; forms may lead here and back to where they came from."""
    policy = security.content_policy([public_url])

    def add_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers.setdefault("Cache-Control", "no-store")
        for name, value in security.HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    app.after_request(add_headers)
