"""A school's request for a workshop, from the form to the report."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from workshops.choices import Audience, BookingLanguage, PartOfDay, Place, SchoolType, Source, Status


class Booking(models.Model):
    """One request. Made only by ``services.request_booking``; holds no data of pupils."""

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=24, choices=Status.choices, default=Status.RECEIVED, db_index=True
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    school = models.ForeignKey(
        "workshops.School",
        verbose_name=_("school in the register"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bookings",
    )
    school_name = models.CharField(_("school or organisation"), max_length=200)
    school_type = models.CharField(_("type"), max_length=20, choices=SchoolType.choices)
    town = models.CharField(_("town"), max_length=100)

    # The form demands these; they are blank once the booking is anonymised (workshops.retention).
    contact_name = models.CharField(_("contact person"), max_length=120)
    contact_role = models.CharField(_("role"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)

    workshop = models.ForeignKey(
        "workshops.WorkshopPage",
        verbose_name=_("workshop"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The workshop in the original language."),
    )
    workshop_title = models.CharField(_("workshop as requested"), max_length=255)
    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices)
    grade = models.CharField(_("grade or age"), max_length=100, blank=True)
    groups = models.PositiveSmallIntegerField(_("number of groups"), default=1)
    participants = models.PositiveSmallIntegerField(_("expected participants"))
    language = models.CharField(_("language of the workshop"), max_length=10, choices=BookingLanguage.choices)
    place = models.CharField(_("in person or online"), max_length=10, choices=Place.choices)
    notes = models.TextField(_("notes"), blank=True)

    consent_at = models.DateTimeField(_("consent given"))
    locale = models.CharField(_("language of the form"), max_length=10)
    source = models.CharField(_("came by"), max_length=10, choices=Source.choices, default=Source.FORM)
    internal_notes = models.TextField(_("internal notes"), blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged by e-mail"), null=True, editable=False)
    # Since when nothing here is about a person any more.
    anonymised_at = models.DateTimeField(null=True, editable=False)
    submission = models.CharField(max_length=64, unique=True, editable=False)
    # Raised by every change that a calendar must hear of.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.reference} · {self.school_name}"


class PreferredDate(models.Model):
    """A date that suits the school; rank 1 suits best."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="preferred_dates")
    rank = models.PositiveSmallIntegerField(_("rank"))
    date = models.DateField(_("date"))
    part_of_day = models.CharField(
        _("part of the day"), max_length=10, choices=PartOfDay.choices, default=PartOfDay.ANY
    )

    class Meta:
        verbose_name = _("preferred date")
        verbose_name_plural = _("preferred dates")
        ordering = ("rank",)
        constraints = (models.UniqueConstraint(fields=["booking", "rank"], name="one_preferred_date_per_rank"),)

    def __str__(self) -> str:
        return f"{self.rank}. {self.date:%Y-%m-%d} {self.part_of_day}"
