"""Which days are possible, from facilitators, the periods in which they are away, their workshops and the lead time.

A school may wish for any day to come: what speaks against one is a warning, never a refusal.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .choices import BookingLanguage
from .days_off import is_day_off
from .forms import LATEST_DAYS
from .models import BlockedPeriod, Booking, DeskSettings, Facilitator, Session

SHOWN = 6
# How each day of a language is written for the script of the form.
OFF, FREE, NOBODY = "-", ".", "x"


class Tight(models.TextChoices):
    """What makes a wish hard to meet. The text of ``NEAR`` names the days: see ``Availability.text``."""

    PAST = "past", _("This day is past.")
    NEAR = "near", _("This day is near.")
    DAY_OFF = "day_off", _("This is a Saturday, a Sunday or a public holiday. Will the school be open?")
    NOBODY = (
        "nobody",
        _("As things stand, nobody of us is free on this day to lead a workshop in this language."),
    )


@dataclass(frozen=True, kw_only=True)
class Availability:
    """What was known of the days from ``first`` to ``last`` when it was read.

    Attributes:
        unavailable: for each active facilitator, the days on which this person leads no further workshop.
    """

    first: date
    last: date
    today: date
    lead_days: int
    unavailable: dict[Facilitator, frozenset[date]]

    def days_without_anybody(self, language: str = "") -> frozenset[date]:
        """Return the days on which nobody who speaks a language is free; none if there are no facilitators at all.

        No language, or one that we do not ask facilitators for, is anybody's.
        """
        anybody = language in ("", BookingLanguage.OTHER)
        speakers = [days for person, days in self.unavailable.items() if anybody or person.speaks(language)]
        if speakers:
            return frozenset.intersection(*speakers)
        return frozenset(self.days() if self.unavailable else ())

    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def possible(self, *, language: str = "", most: int = SHOWN) -> list[date]:
        """Return the next days on which a workshop is possible; none without facilitators."""
        if not self.unavailable:
            return []
        busy = self.days_without_anybody(language)
        start = self.today + timedelta(days=self.lead_days)
        return [day for day in self.days() if day >= start and day not in busy and not is_day_off(day)][:most]

    def reasons(self, day: date, *, language: str = "") -> list[Tight]:
        """Return what speaks against a wish."""
        if day < self.today:
            return [Tight.PAST]
        checks = {
            Tight.NEAR: day < self.today + timedelta(days=self.lead_days),
            Tight.DAY_OFF: is_day_off(day),
            Tight.NOBODY: day in self.days_without_anybody(language),
        }
        return [tight for tight, holds in checks.items() if holds]

    def text(self, tight: Tight) -> str:
        """Return a warning in the active language."""
        if tight != Tight.NEAR:
            return str(tight.label)
        return near_text(self.lead_days)

    def marks(self, language: str) -> str:
        """Return one sign for each day, for the script of the form."""
        busy = self.days_without_anybody(language)
        return "".join(OFF if is_day_off(day) else NOBODY if day in busy else FREE for day in self.days())


def near_text(days: int) -> str:
    """Return the warning that a day is nearer than the lead time."""
    return ngettext(
        "We usually need %(days)d day to find somebody. We will try, but cannot promise this day.",
        "We usually need %(days)d days to find somebody. We will try, but cannot promise this day.",
        days,
    ) % {"days": days}


def read(*, first: date, last: date, without: Booking | None = None) -> Availability:
    """Read what is known of some days, in four queries. ``without`` is a booking whose own workshops do not count."""
    people = list(Facilitator.objects.filter(is_active=True))
    days: dict[int, set[date]] = {person.pk: set() for person in people}
    periods = BlockedPeriod.objects.filter(first_day__lte=last, last_day__gte=first, facilitator__is_active=True)
    for person, start, end in periods.values_list("facilitator", "first_day", "last_day"):
        start, end = max(start, first), min(end, last)
        days[person].update(start + timedelta(days=number) for number in range((end - start).days + 1))
    planned = Counter(_planned(first, last, without)) if people else Counter()
    most = {person.pk: person.most_per_day for person in people}
    for (person, day), number in planned.items():
        if person in days and number >= most[person]:
            days[person].add(day)
    return Availability(
        first=first,
        last=last,
        today=timezone.localdate(),
        lead_days=DeskSettings.load().lead_days,
        unavailable={person: frozenset(days[person.pk]) for person in people},
    )


def _planned(first: date, last: date, without: Booking | None) -> list[tuple[int, date]]:
    """Return (facilitator, day) of each planned workshop, in the days of Ljubljana."""
    start = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    sessions = Session.objects.filter(state=Session.State.PLANNED, starts_at__gte=start, starts_at__lt=end)
    if without:
        sessions = sessions.exclude(booking=without)
    rows = sessions.filter(facilitators__isnull=False).values_list("facilitators", "starts_at")
    return [(person, timezone.localtime(moment).date()) for person, moment in rows]


def warnings_for(booking: Booking) -> dict[int, list[str]]:
    """Return, for each wish of a booking by its rank, what makes it tight today, in the active language."""
    wishes = list(booking.preferred_dates.all())
    if not wishes:
        return {}
    dates = [wish.date for wish in wishes]
    known = read(first=min(dates), last=max(dates), without=booking)
    return {
        wish.rank: [known.text(tight) for tight in known.reasons(wish.date, language=booking.language)]
        for wish in wishes
    }


def for_form(*, language: str) -> dict:
    """Return what the booking form shows and its script asks: the next possible days, and a mark for each day."""
    today = timezone.localdate()
    known = read(first=today, last=today + timedelta(days=LATEST_DAYS))
    return {
        "first": today,
        "lead": known.lead_days,
        "possible": known.possible(language=language if language in BookingLanguage.values else ""),
        "has_people": bool(known.unavailable),
        "marks": [(code, known.marks(code)) for code in BookingLanguage.values],
        "most": SHOWN,
        "texts": {tight.value: known.text(tight) for tight in Tight},
    }
