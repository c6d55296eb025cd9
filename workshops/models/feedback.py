"""What the school and the pupils said afterwards. Pupils' answers hold nothing about a person."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .bookings import Booking
from .sessions import Session
from .texts import TextsQuerySet

SCALE = (MinValueValidator(1), MaxValueValidator(5))


class SchoolFeedback(models.Model):
    """A school's answers about its booking; 5 is best."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="school_feedback")
    content = models.PositiveSmallIntegerField(_("content"), validators=SCALE, null=True, blank=True)
    delivery = models.PositiveSmallIntegerField(_("delivery"), validators=SCALE, null=True, blank=True)
    organisation = models.PositiveSmallIntegerField(_("organisation"), validators=SCALE, null=True, blank=True)
    would_book_again = models.BooleanField(_("would book again"), null=True, blank=True)
    text = models.TextField(_("in their own words"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("feedback of a school")
        verbose_name_plural = _("feedback of schools")

    def __str__(self) -> str:
        return self.booking.reference


class PupilFeedback(models.Model):
    """One anonymous answer: no name, no time of day, nothing of the device; ``submission`` tells a reload apart."""

    class Upset(models.TextChoices):
        NO = "no", _("no")
        A_LITTLE = "a_little", _("a little")
        YES = "yes", _("yes")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="pupil_feedback")
    understood = models.PositiveSmallIntegerField(_("I understood it"), validators=SCALE)
    felt_safe = models.PositiveSmallIntegerField(_("I felt safe"), validators=SCALE)
    useful = models.PositiveSmallIntegerField(_("It was useful to me"), validators=SCALE)
    knows_whom_to_ask = models.PositiveSmallIntegerField(_("I know whom to turn to"), validators=SCALE)
    upset = models.CharField(_("something upset me"), max_length=8, choices=Upset.choices, blank=True)
    text = models.TextField(_("in their own words"), blank=True)
    language = models.CharField(max_length=10)
    answered_on = models.DateField(auto_now_add=True)
    submission = models.CharField(max_length=64, unique=True, editable=False)

    objects = TextsQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback of a pupil")
        verbose_name_plural = _("feedback of pupils")

    def __str__(self) -> str:
        return f"{self.session_id} {self.answered_on}"
