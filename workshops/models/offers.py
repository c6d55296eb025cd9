"""Dates that we offer to schools. One slot may be offered to several; the first to accept gets it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .bookings import Booking
from .facilitators import Facilitator
from .texts import TextsQuerySet


class Slot(models.Model):
    """A time at which a facilitator can lead one workshop. ``taken_by`` is set once, by one school."""

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    facilitator = models.ForeignKey(
        Facilitator, verbose_name=_("facilitator"), null=True, on_delete=models.SET_NULL, related_name="slots"
    )
    taken_by = models.ForeignKey(
        Booking,
        verbose_name=_("taken by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="slots",
    )

    objects = TextsQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ("starts_at",)
        constraints = (
            models.UniqueConstraint(fields=["starts_at", "facilitator"], name="one_slot_per_facilitator_and_start"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="slot_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.facilitator or ''}".strip()


class Offer(models.Model):
    """A slot offered to one booking."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="offers")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="offers")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = TextsQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ("slot__starts_at",)
        constraints = (models.UniqueConstraint(fields=["booking", "slot"], name="one_offer_per_booking_and_slot"),)

    def __str__(self) -> str:
        return f"{self.booking.reference}: {self.slot}"

    @property
    def is_open(self) -> bool:
        """Say whether the school can still accept it."""
        return self.withdrawn_at is None and self.slot.taken_by_id is None
