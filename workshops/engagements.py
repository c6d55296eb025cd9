"""What facilitators lead, and what is offered with them, within some days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from .choices import Place, Status
from .models import Booking, Offer, Session, Slot

HELD = (Session.State.PLANNED, Session.State.DELIVERED)


@dataclass(frozen=True)
class Engagement:
    """A workshop that a facilitator leads, or one that is offered."""

    starts_at: datetime
    ends_at: datetime
    school: str = ""
    town: str = ""
    region: str = ""
    is_online: bool = False

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at

    def gap(self, starts_at: datetime, ends_at: datetime) -> timedelta:
        """Return the time between this and another, which do not overlap."""
        return max(self.starts_at - ends_at, starts_at - self.ends_at)

    def __str__(self) -> str:
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        where = ", ".join(filter(None, (self.school, self.town)))
        return f"{start:%H:%M}–{end:%H:%M}" + (f", {where}" if where else "")


def school_year_of(day: date) -> tuple[date, date]:
    """Return the first and last day of the school year that a day belongs to: September to August."""
    first = day.year if day.month >= 9 else day.year - 1
    return date(first, 9, 1), date(first + 1, 8, 31)


def day_bounds(first: date, last: date | None = None) -> tuple[datetime, datetime]:
    """Return when a day (or a row of days) begins and when the next one does, in the time of Ljubljana."""
    last = last or first
    return tuple(timezone.make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))


def engagements(since: datetime, until: datetime, booking: Booking | None) -> dict[int, list[Engagement]]:
    """Return what each facilitator leads: sessions, and taken times for which none is planned."""
    led = Session.facilitators.through.objects.filter(
        session__state__in=HELD, session__starts_at__lt=until, session__ends_at__gt=since
    )
    taken = Slot.objects.filter(
        taken_by__isnull=False, facilitator__isnull=False, starts_at__lt=until, ends_at__gt=since, sessions=None
    )
    if booking is not None:
        led, taken = led.exclude(session__booking=booking), taken.exclude(taken_by=booking)
    rows = [*led.values_list("facilitator_id", *_about("session__", "session__booking__"))]
    rows += taken.values_list("facilitator_id", *_about("", "taken_by__"))
    return _by_person(rows)


def offered(since: datetime, until: datetime, booking: Booking | None) -> dict[int, list[Engagement]]:
    """Return what is offered with each facilitator and not yet taken."""
    offers = Offer.objects.filter(
        withdrawn_at=None,
        booking__status=Status.OFFERED,
        slot__taken_by=None,
        slot__facilitator__isnull=False,
        slot__starts_at__lt=until,
        slot__ends_at__gt=since,
    )
    if booking is not None:
        offers = offers.exclude(booking=booking)
    return _by_person(offers.values_list("slot__facilitator_id", *_about("slot__", "booking__")))


def _about(when: str, booking: str) -> tuple[str, ...]:
    ends = (f"{when}starts_at", f"{when}ends_at")
    return (*ends, *(booking + name for name in ("school_name", "town", "school__region", "place")))


def _by_person(rows: Iterable[tuple]) -> dict[int, list[Engagement]]:
    result = defaultdict(list)
    for person, start, end, school, town, region, place in rows:
        result[person].append(Engagement(start, end, school, town, region or "", place == Place.ONLINE))
    return result
