"""The way into the outbox: an e-mail backend, so that whatever sends mail with Django uses it unawares."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from .models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Stores messages in the caller's transaction: they leave if it commits, and never existed if it rolls back.

    What cannot be stored raises, also with ``fail_silently``: to be silent would be to lose mail. The savepoint
    leaves the caller's transaction fit for use.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store each message and return how many were stored; one without recipients is passed over."""
        messages = [message for message in email_messages if message.recipients()]
        with transaction.atomic():
            OutgoingMail.objects.bulk_create(row for message in messages for row in _rows(message))
        return len(messages)


def _rows(message: EmailMessage) -> list[OutgoingMail]:
    mime = message.message()
    content = mime.as_bytes(linesep="\r\n")
    return [
        OutgoingMail(
            recipient=recipient,
            subject=str(message.subject),
            sender=message.from_email,
            mime=content,
            message_id=str(mime["Message-ID"]),
        )
        for recipient in dict.fromkeys(message.recipients())
    ]
