"""Asking a facilitator to lead an agreed workshop."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .facilitators import Facilitator
from .offers import Slot
from .texts import TextsQuerySet


class Invitation(models.Model):
    """One question to one facilitator about one agreed time; a refusal is remembered, of the token only a digest."""

    class State(models.TextChoices):
        SENT = "sent", _("no answer yet")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="invitations")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="invitations")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.SENT)
    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    objects = TextsQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("sent_at",)
        constraints = (
            models.UniqueConstraint(fields=["slot", "facilitator"], name="one_invitation_per_slot_and_facilitator"),
        )

    def __str__(self) -> str:
        return f"{self.facilitator} · {self.slot}"
