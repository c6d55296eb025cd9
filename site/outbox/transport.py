"""The way out: one stored mail handed to the backend that EMAIL_URL names, byte for byte as it was stored."""

import smtplib

from django.conf import settings
from django.core.mail import get_connection

from .models import OutgoingMail


class _StoredMessage:
    """As much of ``EmailMessage`` as Django's backends ask for."""

    encoding = None

    def __init__(self, mail: OutgoingMail):
        self.from_email = mail.sender
        self.subject = mail.subject
        self._recipients = [mail.recipient]
        self._mime = bytes(mail.mime)

    def recipients(self) -> list[str]:
        return self._recipients

    def message(self) -> "_StoredMessage":
        return self

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        """Return the stored bytes; the file backend alone asks for plain line ends."""
        return self._mime if linesep == "\r\n" else self._mime.replace(b"\r\n", b"\n")

    def get_charset(self) -> str:
        return settings.DEFAULT_CHARSET


def transmit(mail: OutgoingMail) -> None:
    """Hand a mail over on a connection of its own; raises whatever the backend raises."""
    get_connection(settings.OUTBOX_TRANSPORT_BACKEND).send_messages([_StoredMessage(mail)])


def smtp_code(error: Exception) -> int | None:
    """Return the code that the mail server answered with, if it answered."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((code for code, _text in error.recipients.values()), None)
    return getattr(error, "smtp_code", None)


def describe(error: Exception) -> str:
    """Return what may be stored and logged about a failure: a server's answer may hold an address, these do not."""
    code = smtp_code(error)
    return type(error).__name__ if code is None else f"{type(error).__name__} {code}"


def is_permanent(error: Exception) -> bool:
    """Say whether the server refused the recipient for good; any other failure may be put right in time."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and 500 <= (smtp_code(error) or 0) < 600
