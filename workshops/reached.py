"""The public figure: how many young people our workshops have reached. Requests never count, deliveries do."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import QuerySet, Sum
from django.utils import timezone

from pages.counters import Count
from pages.prepared import rows

from .choices import Audience, Source
from .models import DeskSettings, Session


def young_people_reached() -> Count:
    """Return the dated base figure, and the pupils who came to workshops delivered since; demo data never counts."""
    # Reading never writes: without stored settings, those that a new desk has.
    settings = next(iter(rows(_settings)), None) or DeskSettings()
    first_day = settings.reached_until + timedelta(days=1)
    since = sum(participants or 0 for participants in rows(_delivered_since(first_day)))
    return Count(base=settings.reached_base, since=since, first_day=first_day)


def _settings() -> QuerySet:
    return DeskSettings.objects.order_by("pk")[:1]


@lru_cache(maxsize=8)
def _delivered_since(first_day: date) -> Callable[[], QuerySet]:
    """Return what builds the query for the sum of participants; a day hardly ever gives way to another."""

    def query() -> QuerySet:
        start = timezone.make_aware(datetime.combine(first_day, time()))
        delivered = Session.objects.filter(
            state=Session.State.DELIVERED, starts_at__gte=start, booking__audience=Audience.PUPILS
        ).exclude(booking__source=Source.DEMO)
        # One row for all of them: they have one audience.
        sums = delivered.order_by().values("booking__audience").annotate(total=Sum("participants"))
        return sums.values_list("total", flat=True)

    return query
