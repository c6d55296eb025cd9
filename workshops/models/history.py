"""What happened to a booking, and the private link to it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.choices import Status

from .bookings import Booking
from .texts import TextsQuerySet


class Transition(models.Model):
    """One move of a booking: who, when, why. Written with the move itself, never changed."""

    class Actor(models.TextChoices):
        SCHOOL = "school", _("the school")
        COORDINATOR = "coordinator", _("a coordinator")
        SYSTEM = "system", _("the system")

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="transitions")
    from_status = models.CharField(max_length=24, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=24, choices=Status.choices)
    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=12, choices=Actor.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = TextsQuerySet.as_manager()

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.booking.reference}: {self.from_status} → {self.to_status}"


class PrivateLink(models.Model):
    """A school's way to its own booking. Only the digest of the token is kept; the token is in the e-mail alone."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="private_links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("private link")
        verbose_name_plural = _("private links")

    def __str__(self) -> str:
        return self.booking.reference
