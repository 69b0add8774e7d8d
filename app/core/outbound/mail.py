"""E-mail by SMTP, behind a protocol; without a server messages stay in the demo mailbox."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Protocol

from flask import Flask, current_app

from app.core.config import Settings
from app.core.db import outside_transaction
from app.core.errors import ServiceUnavailable

TIMEOUT_SECONDS = 20
IMPLICIT_TLS_PORT = 465


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    body: str


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand a message over.  Raises ServiceUnavailable; trying again later makes sense."""
        ...


class SmtpMailer:
    """Hands messages to the municipality's mail server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, mail: Mail) -> None:
        outside_transaction()
        message = EmailMessage()
        message["From"] = self._settings.mail_from
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = make_msgid(domain=self._settings.mail_from.rpartition("@")[2])
        message.set_content(mail.body)
        try:
            self._deliver(message)
        except (OSError, smtplib.SMTPException) as error:
            raise ServiceUnavailable(f"mail server: {type(error).__name__}") from error

    def _deliver(self, message: EmailMessage) -> None:
        user, password = self._settings.smtp_user, self._settings.smtp_password
        with self._connected() as server:
            if user and password:
                server.login(user, password)
            server.send_message(message)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Lend a connection, encrypted where the server can be and always before a password."""
        host, port = self._settings.smtp_host or "", self._settings.smtp_port
        trusted = ssl.create_default_context()
        if port == IMPLICIT_TLS_PORT:
            with smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=trusted) as server:
                yield server
            return
        with smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS) as server:
            server.ehlo()  # a server that was not greeted has not said what it can do
            if server.has_extn("starttls") or self._settings.smtp_password:
                server.starttls(context=trusted)
            yield server


class Mailbox:
    """Keeps messages where `/demo/mailbox` shows them: our own rows are the mailbox."""

    def send(self, mail: Mail) -> None:
        """Do nothing: the message is a row already."""


def install(app: Flask, settings: Settings) -> None:
    app.extensions["mailer"] = SmtpMailer(settings) if settings.smtp_host else Mailbox()


def mailer() -> Mailer:
    found: Mailer = current_app.extensions["mailer"]
    return found
