"""Who leads workshops, and when they cannot."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.codes import written_languages


class Facilitator(models.Model):
    """A member of staff or a volunteer who leads workshops."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("staff")
        VOLUNTEER = "volunteer", _("volunteer")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.STAFF)
    email = models.EmailField(_("e-mail"))
    speaks_slovenian = models.BooleanField(_("speaks Slovenian"), default=True)
    speaks_english = models.BooleanField(_("speaks English"), default=False)
    speaks_serbian = models.BooleanField(_("speaks Serbian"), default=False)
    speaks_ukrainian = models.BooleanField(_("speaks Ukrainian"), default=False)
    regions = models.JSONField(
        _("regions"),
        default=list,
        blank=True,
        help_text=_("Where this person can go. If none is chosen: everywhere in Slovenia."),
    )
    most_per_day = models.PositiveSmallIntegerField(_("most workshops per day"), default=2)
    is_active = models.BooleanField(_("active"), default=True)
    # The language we write to this person in.
    locale = models.CharField(
        _("language of our e-mails"), max_length=10, choices=written_languages, default=settings.LANGUAGE_CODE
    )
    # Of the token in the address of the private calendar; none until one is made, and again once it is revoked.
    feed_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)

    class Meta:
        verbose_name = _("facilitator")
        verbose_name_plural = _("facilitators")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def speaks(self, language: str) -> bool:
        """Say whether this person can lead a workshop in a booking's language."""
        spoken = {
            "sl": self.speaks_slovenian,
            "en": self.speaks_english,
            "sr-latn": self.speaks_serbian,
            "uk": self.speaks_ukrainian,
        }
        return spoken.get(language, False)

    def covers(self, region: str) -> bool:
        """Say whether this person goes to a statistical region; somebody without regions goes everywhere."""
        return not region or not self.regions or region in self.regions


class BlockedPeriod(models.Model):
    """Days on which a facilitator cannot lead a workshop; both ends belong to it."""

    facilitator = models.ForeignKey(
        Facilitator, verbose_name=_("facilitator"), on_delete=models.CASCADE, related_name="blocked_periods"
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("blocked period")
        verbose_name_plural = _("blocked periods")
        ordering = ("first_day",)

    def __str__(self) -> str:
        return f"{self.facilitator}: {self.first_day:%Y-%m-%d} – {self.last_day:%Y-%m-%d}"

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first.")})
