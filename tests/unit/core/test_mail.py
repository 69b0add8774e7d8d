"""Handing a message to a mail server."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from app.core.config import Settings
from app.core.errors import ServiceUnavailable
from app.core.outbound.mail import Mail, SmtpMailer
from tests.support.pages import small_application

MAIL = Mail("taro@example.jp", "受付のお知らせ", "受付番号 K7M2Q-9XP3T")


class Server(socketserver.TCPServer):
    """A mail server that keeps what it is told; its encryption is out of order."""

    def __init__(self, abilities: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.abilities = abilities
        self.heard: list[str] = []


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 mail\r\n")
        for line in self.rfile:
            verb = line.split()[0].decode().upper()
            self.server.heard.append(verb)  # type: ignore[attr-defined]
            self.wfile.write(self.answers(verb))

    def answers(self, verb: str) -> bytes:
        abilities: bytes = self.server.abilities  # type: ignore[attr-defined]
        said = {"EHLO": b"250-mail\r\n250 " + abilities, "STARTTLS": b"454 later"}
        return said.get(verb, b"550 no") + b"\r\n"


@contextmanager
def serving(abilities: bytes) -> Iterator[Server]:
    with Server(abilities) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def settings_for(server: Server, folder: Path, **login: str) -> Settings:
    return Settings(
        environment="test",
        secret_key="only for tests",
        database_url="postgresql://nobody@127.0.0.1:1/none",
        master_key=bytes(32),
        blind_index_key=bytes(32),
        public_url="http://localhost",
        var_dir=folder,
        smtp_host="127.0.0.1",
        smtp_port=server.server_address[1],
        **login,  # type: ignore[arg-type]
    )


def heard_while_sending(abilities: bytes, folder: Path, login: dict[str, str]) -> list[str]:
    """Send a message in vain and return what the server was told."""
    with serving(abilities) as server, small_application().app_context():
        mailer = SmtpMailer(settings_for(server, folder, **login))
        with pytest.raises(ServiceUnavailable):
            mailer.send(MAIL)
        return server.heard


@pytest.mark.parametrize("login", [{}, {"smtp_user": "city", "smtp_password": "さくら"}])
def test_nothing_is_sent_in_the_open_to_a_server_that_can_encrypt(
    tmp_path: Path, login: dict[str, str]
) -> None:
    heard = heard_while_sending(b"STARTTLS", tmp_path, login)
    assert heard[:2] == ["EHLO", "STARTTLS"]
    assert not {"AUTH", "MAIL"} & set(heard)


def test_a_password_is_never_told_in_the_open(tmp_path: Path) -> None:
    login = {"smtp_user": "city", "smtp_password": "さくら"}
    heard = heard_while_sending(b"AUTH PLAIN", tmp_path, login)
    assert "AUTH" not in heard
