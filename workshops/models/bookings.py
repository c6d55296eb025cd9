"""A school's request for a workshop, from the form to the report."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from languages.codes import written_languages
from workshops.choices import Audience, BookingLanguage, HeardFrom, PartOfDay, Place, SchoolType, Source, Status


class Booking(models.Model):
    """One request. Made only by ``services.request_booking``; holds no data of pupils."""

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=24, choices=Status.choices, default=Status.RECEIVED, db_index=True
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
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
    best_time = models.CharField(_("best time to call"), max_length=120, blank=True)
    day_contact_name = models.CharField(_("contact on the day, if another person"), max_length=120, blank=True)
    day_contact_phone = PhoneNumberField(_("phone on the day"), blank=True)

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
    accompanying = models.PositiveSmallIntegerField(_("of which accompanying staff"), default=0)
    unsuitable_dates = models.CharField(_("dates that do not suit"), max_length=300, blank=True)
    language = models.CharField(_("language of the workshop"), max_length=10, choices=BookingLanguage.choices)
    place = models.CharField(_("in person or online"), max_length=10, choices=Place.choices)

    room = models.CharField(_("room"), max_length=120, blank=True)
    has_projector = models.BooleanField(_("projector and sound are there"), default=False)
    parking = models.CharField(_("parking"), max_length=200, blank=True)
    access_needs = models.CharField(_("access needs of the group"), max_length=300, blank=True)
    staff_stays = models.BooleanField(_("a member of staff stays in the room"), default=False)
    counsellor = models.CharField(_("school counsellor"), max_length=120, blank=True)
    parents_informed = models.BooleanField(_("parents are informed"), default=False)
    # Something we should know: never written down here, somebody phones.
    please_call = models.BooleanField(_("asks us to phone before the workshop"), default=False)
    notes = models.TextField(_("notes"), blank=True)
    heard_from = models.CharField(_("how they heard of us"), max_length=20, choices=HeardFrom.choices, blank=True)

    consent_at = models.DateTimeField(_("consent given"))
    # The revision of the privacy text that stood beside the consent, such as “1204 (2026-09-01)”.
    privacy_version = models.CharField(_("version of the privacy text"), max_length=40, blank=True, editable=False)
    locale = models.CharField(_("language of our e-mails"), max_length=10, choices=written_languages)
    source = models.CharField(_("came by"), max_length=10, choices=Source.choices, default=Source.FORM)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    internal_notes = models.TextField(_("internal notes"), blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged by e-mail"), null=True, editable=False)
    # Since when free text is for the safeguarding group alone (workshops.disclosure).
    disclosed_at = models.DateTimeField(_("disclosure noted"), null=True, blank=True, editable=False)
    # Since when nothing here is about a person any more.
    anonymised_at = models.DateTimeField(null=True, editable=False)
    submission = models.CharField(max_length=64, unique=True, editable=False)
    # Raised by every change that a calendar must hear of.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ("-created_at",)
        permissions = (("see_disclosed_booking", _("Can read the texts of a booking with a disclosure")),)

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
