"""Delivered workshops: one session for each group of a booking, with what really happened."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.references import new_feedback_code

from .bookings import Booking
from .facilitators import Facilitator
from .offers import Slot
from .texts import TextsQuerySet


class Session(models.Model):
    """One workshop for one group. Made when a date is agreed, counted once: by one funder under one grant.

    Attributes:
        group: which of the booking's groups, from 1.
        participants: how many really came, pupils or others, without accompanying staff; None until known.
        staff_present: accompanying staff of the school who were in the room.
        hours: as they are reported, in clock hours.
        feedback_code: leads pupils to the anonymous questions; it tells nothing of the booking.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DELIVERED = "delivered", _("delivered")
        CANCELLED = "cancelled", _("cancelled")
        NO_SHOW = "no_show", _("did not take place")

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="sessions")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    group = models.PositiveSmallIntegerField(_("group"), default=1)
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place or link"), max_length=250, blank=True)
    facilitators = models.ManyToManyField(
        Facilitator, verbose_name=_("facilitators"), blank=True, related_name="sessions"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED, db_index=True)
    participants = models.PositiveSmallIntegerField(_("participants who came"), null=True, blank=True)
    staff_present = models.PositiveSmallIntegerField(_("school staff present"), null=True, blank=True)
    hours = models.DecimalField(
        _("clock hours"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0"))],
    )
    programme = models.ForeignKey(
        "programmes.ProgrammePage",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    funder = models.ForeignKey(
        "programmes.Funder",
        verbose_name=_("funder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    grant = models.CharField(_("grant or contract"), max_length=120, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    numbers_confirmed_at = models.DateTimeField(_("numbers confirmed by the school"), null=True, editable=False)
    feedback_code = models.CharField(max_length=12, unique=True, default=new_feedback_code, editable=False)

    objects = TextsQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("starts_at", "group")
        constraints = (
            models.UniqueConstraint(fields=["booking", "slot", "group"], name="one_session_per_slot_and_group"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.booking.reference} · {self.starts_at:%Y-%m-%d %H:%M}"
