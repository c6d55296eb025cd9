"""An article may tell of an event with a day and a place: readers see it as facts, search engines as an event."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from pages.structured_data import organisation_id

SCHEMA = "https://schema.org"


class EventMixin(models.Model):
    """When and where an event is. Without a first day there is none."""

    event_starts_on = models.DateField(_("first day"), null=True, blank=True)
    event_starts_at = models.TimeField(_("from"), null=True, blank=True, help_text=_("Leave empty for a whole day."))
    event_ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: the same day."))
    event_ends_at = models.TimeField(_("until"), null=True, blank=True)
    event_place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("The house or hall."))
    event_address = models.CharField(_("postal address"), max_length=250, blank=True)
    event_online = models.URLField(_("address online"), blank=True)

    event_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("event_starts_on"), FieldPanel("event_starts_at")]),
                FieldRowPanel([FieldPanel("event_ends_on"), FieldPanel("event_ends_at")]),
                FieldPanel("event_place"),
                FieldPanel("event_address"),
                FieldPanel("event_online"),
            ],
            heading=_("Event"),
            help_text=_("Only if the article announces something that readers can come to."),
            classname="collapsed",
        ),
    ]

    class Meta:
        abstract = True

    @property
    def has_event(self) -> bool:
        return self.event_starts_on is not None

    def clean(self):
        super().clean()
        errors = {}
        details = (
            *(self.event_starts_at, self.event_ends_on, self.event_ends_at),
            *(self.event_place, self.event_address, self.event_online),
        )
        if not self.has_event:
            if any(value not in (None, "") for value in details):
                errors["event_starts_on"] = _("An event needs its first day.")
        elif not (self.event_place or self.event_online):
            errors["event_place"] = _("Say where the event is, or its address online.")
        elif self.event_ends_on and self.event_ends_on < self.event_starts_on:
            errors["event_ends_on"] = _("The last day is before the first.")
        elif self.event_ends_at and not self.event_starts_at:
            errors["event_starts_at"] = _("Say from when, or leave both times empty.")
        elif self.event_ends_at and not self.lasts_days and self.event_ends_at <= self.event_starts_at:
            errors["event_ends_at"] = _("The event ends before it begins.")
        if errors:
            raise ValidationError(errors)

    @property
    def _end_day(self) -> date | None:
        return self.event_ends_on or self.event_starts_on

    @property
    def lasts_days(self) -> bool:
        """Say whether the event ends on another day than the one on which it begins."""
        return self._end_day != self.event_starts_on

    def event_data(self, *, address: str, image: str, language: str) -> dict:
        """Return the event as schema.org describes one.

        Args:
            address: the full address of the article.
            image: the full address of its picture.
            language: the tag of the article's language.
        """
        places = []
        if self.event_place:
            places.append(
                {"@type": "Place", "name": self.event_place, "address": self.event_address or self.event_place}
            )
        if self.event_online:
            places.append({"@type": "VirtualLocation", "url": self.event_online})
        mode = "Mixed" if len(places) == 2 else "Offline" if self.event_place else "Online"
        return {
            "@type": "Event",
            "@id": f"{address}#event",
            "name": self.title,
            "description": self.lead,
            "startDate": _moment(self.event_starts_on, self.event_starts_at),
            "endDate": _moment(self._end_day, self.event_ends_at),
            "eventStatus": f"{SCHEMA}/EventScheduled",
            "eventAttendanceMode": f"{SCHEMA}/{mode}EventAttendanceMode",
            "location": places[0] if len(places) == 1 else places,
            "image": [image],
            "inLanguage": language,
            "url": address,
            "organizer": organisation_id(),
        }


def _moment(day: date, at: time | None) -> str:
    """Return a day, or a time of it with its zone, in ISO 8601."""
    return datetime.combine(day, at, get_default_timezone()).isoformat() if at else day.isoformat()
