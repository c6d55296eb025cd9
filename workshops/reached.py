"""The public figure: how many young people our workshops have reached. Requests never count, deliveries do."""

from datetime import datetime, time, timedelta

from django.db.models import Sum
from django.utils import timezone

from pages.counters import Count

from .choices import Audience, Source
from .models import DeskSettings, Session


def young_people_reached() -> Count:
    """Return the dated base figure, and the pupils who came to workshops delivered since; demo data never counts."""
    # Reading never writes: without stored settings, those that a new desk has.
    settings = DeskSettings.objects.first() or DeskSettings()
    first_day = settings.reached_until + timedelta(days=1)
    start = timezone.make_aware(datetime.combine(first_day, time()))
    delivered = Session.objects.filter(
        state=Session.State.DELIVERED, starts_at__gte=start, booking__audience=Audience.PUPILS
    ).exclude(booking__source=Source.DEMO)
    since = delivered.aggregate(total=Sum("participants"))["total"] or 0
    return Count(base=settings.reached_base, since=since, first_day=first_day)
