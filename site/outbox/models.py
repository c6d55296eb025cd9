"""Outgoing mail as it waits in the database."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message for one address, ready to be handed to a mail server.

    A message for several addresses is several rows with the same content: one that is refused neither holds the
    others up nor has them sent twice.

    Attributes:
        sender, recipient: the envelope; the headers are in ``mime``.
        mime: the message as it goes over the wire, with CRLF. Stored and never made again, so each attempt carries
            the same Message-ID and a mail server can drop a second copy.
        attempts: how many were begun, counted when a worker claims the row.
        next_attempt_at: when the row may be claimed; while a worker holds it, when its claim ends.
        claimed_at: since when a worker holds the row; it tells that worker's claim from a later one.
        last_error: the name of the exception and the SMTP code, never an address or what the server said.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        DEAD = "dead", _("given up")

    recipient = models.TextField(_("recipient"))
    subject = models.TextField(_("subject"), blank=True)
    sender = models.TextField(_("sender"))
    mime = models.BinaryField()
    message_id = models.TextField("Message-ID")
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_error = models.CharField(_("last error"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mails")
        # Only superusers see the outbox: there is nothing to give to a group.
        default_permissions = ()
        indexes = [
            models.Index(fields=["status", "next_attempt_at"], name="outbox_due"),
            # By which whoever wrote a mail asks what became of it.
            models.Index(fields=["message_id"], name="outbox_message_id"),
        ]

    def __str__(self):
        return self.subject
