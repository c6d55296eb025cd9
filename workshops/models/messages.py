"""The texts of our e-mails, which editors keep, and what was written about each booking."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import TranslatableMixin

from workshops.choices import MailEvent
from workshops.placeholders import body_errors, subject_errors

from .bookings import Booking
from .texts import TextsQuerySet


class MailText(TranslatableMixin, models.Model):
    """Subject and body of the e-mail that an event causes, with placeholders such as ``{reference}``."""

    key = models.CharField(_("event"), max_length=40, choices=MailEvent.choices)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))

    panels = [
        HelpPanel(template="workshops/desk/placeholders.html"),
        FieldPanel("key", read_only=True),
        FieldPanel("subject"),
        FieldPanel("body"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("e-mail text")
        verbose_name_plural = _("e-mail texts")
        ordering = ("key",)
        constraints = (models.UniqueConstraint(fields=["key", "locale"], name="one_mail_text_per_event_and_locale"),)

    def __str__(self) -> str:
        return str(self.get_key_display())

    def clean(self) -> None:
        """Refuse what would reach a reader broken; also what a translation would take over from its original."""
        self.body = self.body.replace("\r\n", "\n").replace("\r", "\n").strip()
        errors = {"subject": subject_errors(self.key, self.subject), "body": body_errors(self.key, self.body)}
        original = self.original
        if self.pk and original and original.body == self.body:
            errors["body"].append(_("This is the original text. Please translate it."))
        if any(errors.values()):
            raise ValidationError({field: messages for field, messages in errors.items() if messages})

    @property
    def original(self) -> "MailText | None":
        """The text that this one is a translation of."""
        texts = MailText.objects.filter(translation_key=self.translation_key)
        return texts.filter(locale__language_code=settings.LANGUAGE_CODE).exclude(pk=self.pk).first()


class BookingMessage(models.Model):
    """An e-mail that was written about a booking, as the desk shows it: private links are left out of ``body``.

    ``message_id`` leads to the row in the outbox, which knows whether it has gone.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="messages")
    event = models.CharField(_("event"), max_length=40, choices=MailEvent.choices)
    recipient = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"), blank=True)
    message_id = models.CharField(max_length=200, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TextsQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.subject
