"""Which reminders have gone out, so that none goes twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .offers import Slot


class Reminder(models.Model):
    """One reminder about one agreed date. Written with the mail itself."""

    class Kind(models.TextChoices):
        WEEK = "week", _("a week before")
        DAY = "day", _("a day before")
        NUMBERS = "numbers", _("numbers wanted")
        NUMBERS_AGAIN = "numbers_1", _("numbers are missing, first reminder")
        NUMBERS_LAST = "numbers_2", _("numbers are missing, last reminder")

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = (models.UniqueConstraint(fields=["slot", "kind"], name="one_reminder_per_slot_and_kind"),)

    def __str__(self) -> str:
        return f"{self.slot} {self.kind}"
